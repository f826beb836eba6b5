import { strToU8, zipSync } from 'fflate';
import type { Files } from '@unhandled/lab';

/** What a project carries of ours: built by `scripts/build-project-parts.ts`. */
export interface ProjectParts {
  /** A module with what `@unhandled/lab` exports, and Verify. */
  readonly lab: string;
  /** What Verify preloads into the server's process. */
  readonly inside: string;
  /** Version of `@electric-sql/pglite`, for a lab with a database. */
  readonly database: string;
}

/** A lab as somebody left it. */
export interface LabToKeep {
  readonly slug: string;
  readonly files: Files;
  /** Text of its lab.json. */
  readonly manifest: string;
  /** Text of its checks.ts. */
  readonly checks: string;
}

const VERIFY = `import { checks } from './checks.ts';
import { verifyProject } from './lab.mjs';

process.exitCode = await verifyProject(new URL('.', import.meta.url), checks, process.argv.slice(2));
`;

/** A lab's files as a project for Node 24, by path below a folder of the lab's name; `npm test` gives the verdict that Verify gives. */
export function projectFiles({ slug, files, manifest, checks }: LabToKeep, parts: ProjectParts): Files {
  const { editable, services = {} } = JSON.parse(manifest) as { editable: readonly string[]; services?: { postgres?: unknown; upstreams?: object } };
  const kept = Object.fromEntries(Object.entries(files).filter(([path]) => !editable.includes(path)));
  return {
    ...files,
    'README.md': readme(slug, [...(services.postgres === undefined ? [] : ['a PostgreSQL']), ...Object.keys(services.upstreams ?? {})]),
    'package.json': packageJson(files['package.json'] ?? '{}', services.postgres === undefined ? {} : { '@electric-sql/pglite': parts.database }),
    'verify/verify.mjs': VERIFY,
    'verify/lab.json': `${JSON.stringify({ slug, ...(JSON.parse(manifest) as object) }, null, 2)}\n`,
    'verify/checks.ts': checks.replaceAll("'@unhandled/lab'", "'./lab.mjs'"),
    'verify/files.json': JSON.stringify(kept),
    'verify/lab.mjs': parts.lab,
    'verify/inside.mjs': parts.inside,
  };
}

/** The same, zipped. */
export function toNodeProject(lab: LabToKeep, parts: ProjectParts): Blob {
  const entries = Object.entries(projectFiles(lab, parts)).map(([path, text]) => [`${lab.slug}/${path}`, strToU8(text)] as const);
  return new Blob([zipSync(Object.fromEntries(entries), { level: 9 }) as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}

function packageJson(text: string, devDependencies: Readonly<Record<string, string>>): string {
  const own = JSON.parse(text) as { scripts?: object; devDependencies?: object };
  const all = { ...own.devDependencies, ...devDependencies };
  const scripts = { ...own.scripts, test: 'node verify/verify.mjs' };
  return `${JSON.stringify({ ...own, scripts, ...(Object.keys(all).length > 0 && { devDependencies: all }) }, null, 2)}\n`;
}

function readme(slug: string, services: readonly string[]): string {
  const lines = [
    `# ${slug}`,
    '',
    'A lab of Unhandled, as you left it. With Node 24:',
    '',
    '```',
    'npm install',
    'npm start',
    'npm test',
    '```',
    '',
    '`npm start`: the server listens on port 3000, or on `PORT`. Watch its descriptors with `ls /proc/<pid>/fd | wc -l` while you send requests.',
    '',
    '`npm test` runs the checks of Verify on this Node: a real process, real sockets and descriptors, and the heap over many rounds. It takes up to a minute, and ends with 0 when every check passes. `npm test -- --json` prints all that was measured.',
    '',
    'What is checked stands in `verify/lab.json` and `verify/checks.ts`. Files that the lab does not let you edit are taken as they came, from `verify/files.json`.',
    '',
  ];
  if (services.length > 0) lines.push(`The service depends on ${services.join(', ')}. \`npm test\` brings them along; \`npm start\` does not.`, '');
  return lines.join('\n');
}
