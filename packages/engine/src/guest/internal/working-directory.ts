let directory = '/';

/** process.cwd(). */
export function workingDirectory(): string {
  return directory;
}

/** @param path absolute. */
export function setWorkingDirectory(path: string): void {
  directory = path;
}
