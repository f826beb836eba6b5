import { strToU8, zipSync } from 'fflate';
import type { Files } from '@unhandled/lab';

/** A lab's files as a project for Node 24, zipped, in a folder of the lab's name. */
export function toNodeProject(slug: string, files: Files): Blob {
  const readme = [
    `# ${slug}`,
    '',
    'A lab of Unhandled, as you left it. With Node 24:',
    '',
    '```',
    'npm install',
    'npm start',
    '```',
    '',
    'The server listens on port 3000, or on `PORT`. Watch its descriptors with `ls /proc/<pid>/fd | wc -l` while you send requests.',
    '',
  ].join('\n');
  const entries = Object.entries({ 'README.md': readme, ...files }).map(([path, text]) => [`${slug}/${path}`, strToU8(text)] as const);
  return new Blob([zipSync(Object.fromEntries(entries), { level: 9 }) as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}
