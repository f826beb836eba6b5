// Files and outputs that a README shows: a comment `<!-- file: NAME -->` or `<!-- output: NAME -->` before a block of code.

/** What was found, by the name in the comment. */
export interface ReadmeFiles {
  readonly files: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

const BLOCK = /<!-- (file|output): (\S+) -->\n```\w*\n([\s\S]*?)```/g;

export function readmeFiles(markdown: string): ReadmeFiles {
  const found = { file: {} as Record<string, string>, output: {} as Record<string, string> };
  for (const [, kind, name, text] of markdown.matchAll(BLOCK)) found[kind as 'file' | 'output'][name as string] = text as string;
  return { files: found.file, outputs: found.output };
}
