/** The last part of a path; with its folder when another of the paths ends in the same. */
export function shortName(path: string, among: readonly string[]): string {
  const parts = path.split('/');
  const name = parts.at(-1) ?? path;
  const isAlone = among.every((other) => other === path || other.split('/').at(-1) !== name);
  return isAlone ? name : parts.slice(-2).join('/');
}
