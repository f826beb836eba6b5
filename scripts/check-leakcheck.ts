// Packs packages/leakcheck and runs every example of its README with the tarball, in an empty project: the outputs that the
// README shows are what it prints. Usage: node scripts/check-leakcheck.ts [--json] [--matrix]
// --matrix: with Node 20, 22 and 24 (from npm, kept in .cache) and with jest, which bench/leakcheck brings.
import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readmeFiles } from './readme-files.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PACKAGE = join(ROOT, 'packages/leakcheck');
const BENCH = join(ROOT, 'bench/leakcheck');
/** What the examples import, from this repository's own node_modules. */
const BROUGHT = ['koa', 'express', 'fastify', 'pg', 'vitest', '@types/node'];
const RUN_MS = 600_000;
const { files, outputs } = readmeFiles(readFileSync(join(PACKAGE, 'README.md'), 'utf8'));
const matrix = process.argv.includes('--matrix');

interface Runtime {
  readonly node: string;
  readonly major: number;
  readonly databaseUrl: string;
}

/** One example under one runner: resolves with what was wrong, undefined when nothing was. */
interface Way {
  readonly name: string;
  readonly runs: (runtime: Runtime) => boolean;
  readonly run: (project: string, runtime: Runtime) => Promise<string | undefined>;
}

/** An empty project with the tarball as an installation leaves it, and the README's files. */
function layProject(): string {
  const project = realpathSync(mkdtempSync(join(tmpdir(), 'empty-project-')));
  const pack = ['pack', '--json', '--pack-destination', project];
  const packed = execFileSync('npm', pack, { cwd: PACKAGE, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], shell: process.platform === 'win32' });
  const [{ filename }] = JSON.parse(packed.replace(/^[^[]*/, '')) as [{ filename: string }];
  const home = join(project, 'node_modules/@unhandled/leakcheck');
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['xzf', join(project, filename), '-C', home, '--strip-components=1']);
  for (const name of BROUGHT) {
    mkdirSync(dirname(join(project, 'node_modules', name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(project, 'node_modules', name), 'junction');
  }
  writeFileSync(join(project, 'package.json'), '{}');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), text);
  }
  for (const folder of ['http', 'http-fixed']) writeFileSync(join(project, folder, 'receipts.txt'), '/receipts/1 green tea 12\n');
  cpSync(join(project, 'http/leaks.test.mjs'), join(project, 'http-fixed/leaks.test.mjs'));
  cpSync(join(project, 'pg'), join(project, 'pg-leaks'), { recursive: true });
  writeFileSync(join(project, 'pg-leaks/server.mjs'), (files['pg/server.mjs'] ?? '').replace('client.release();', ''));
  return project;
}

/** Runs a program in a folder. Resolves with its exit code and all that it wrote. */
async function ran(command: readonly string[], cwd: string, { databaseUrl }: Runtime): Promise<{ code: number; text: string }> {
  const [program = '', ...args] = command;
  const env = { ...process.env, DATABASE_URL: databaseUrl, NO_COLOR: '1' };
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: RUN_MS });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, text };
}

const passing = async (command: readonly string[], cwd: string, runtime: Runtime) => {
  const { code, text } = await ran(command, cwd, runtime);
  return code === 0 ? undefined : text;
};

/** The test must fail, and say what the README says that it says. */
const failingAs = async (output: string, command: readonly string[], cwd: string, runtime: Runtime) => {
  const { code, text } = await ran(command, cwd, runtime);
  const told = text.replace(/^ +/gm, '');
  const missing = (outputs[output] ?? '')
    .trim()
    .split('\n')
    .find((line) => !told.includes(line.trim()));
  return code !== 0 && missing === undefined ? undefined : `It does not say "${missing}" but:\n${text}`;
};

const nodeTest = (example: string): Way => ({
  name: `${example} with node:test`,
  runs: () => true,
  run: (project, runtime) => passing([runtime.node, '--test', 'leaks.test.mjs'], join(project, example), runtime),
});
const nodeTestFails = (example: string): Way => ({
  name: `${example} fails with node:test as the README shows`,
  runs: () => true,
  run: (project, runtime) => failingAs(example, [runtime.node, '--test', 'leaks.test.mjs'], join(project, example), runtime),
});

/** jest's global test() where jest is not: names, functions and time limits in its order. */
const AS_JEST = `const { test } = require('node:test'); globalThis.test = (name, run, timeout) => test(name, { timeout }, () => run());`;

const WAYS: readonly Way[] = [
  nodeTestFails('http'),
  nodeTest('http-fixed'),
  nodeTest('fastify'),
  nodeTest('pg'),
  nodeTestFails('pg-leaks'),
  {
    name: 'koa with vitest',
    // vitest 5 needs 22.12 or later.
    runs: ({ major }) => major >= 22,
    run: (project, runtime) => passing([runtime.node, join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run'], join(project, 'koa'), runtime),
  },
  {
    name: 'express through require()',
    runs: () => true,
    run: (project, runtime) => {
      writeFileSync(join(project, 'as-jest.cjs'), AS_JEST);
      return passing([runtime.node, '--require', '../as-jest.cjs', '--test', 'leaks.test.js'], join(project, 'express'), runtime);
    },
  },
  {
    name: 'express with jest',
    runs: () => existsSync(join(BENCH, 'node_modules/jest')),
    run: (project, runtime) => {
      const cwd = join(project, 'express');
      writeFileSync(join(cwd, 'package.json'), '{}');
      return passing([runtime.node, join(BENCH, 'node_modules/jest/bin/jest.js'), '--rootDir', cwd], cwd, runtime);
    },
  },
  { name: 'types for import and for require', runs: ({ major }) => major === 24, run: throughTypes },
];

async function throughTypes(project: string, runtime: Runtime): Promise<string | undefined> {
  const use = `
const options: LeakOptions = { start: './server.js', request: { path: '/', expect: { status: 404, body: /no/ } } };
export const sentences = async (): Promise<string[]> => {
  const { status, findings } = await checkLeaks(options);
  return status === 'leaks' ? findings.map((each) => (each.kind === 'handles' ? each.growth.kind : each.sentence)) : [];
};
// @ts-expect-error a request without \`expect\`
export const wrong: LeakOptions = { start: './server.js', request: { path: '/' } };
`;
  const head = "import { checkLeaks, type LeakOptions } from '@unhandled/leakcheck';\n";
  writeFileSync(join(project, 'typed.mts'), head + use);
  writeFileSync(join(project, 'typed.cts'), head + use);
  const compilerOptions = { noEmit: true, strict: true, target: 'es2022', module: 'nodenext', types: ['node'], exactOptionalPropertyTypes: true };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.mts', 'typed.cts'] }));
  return passing([process.execPath, join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', project], project, runtime);
}

/** The binary that npm's package \`node\` brings, kept for the next time. */
function nodeOf(major: number): string {
  if (major === Number(process.versions.node.split('.')[0])) return process.execPath;
  const folder = join(ROOT, '.cache/nodes', String(major));
  const binary = join(folder, 'node_modules/node/bin/node');
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "allowScripts": { "node": true } }');
  execFileSync('npm', ['install', `node@${major}`, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  return binary;
}

if (matrix && !existsSync(join(BENCH, 'node_modules/jest')))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: BENCH, stdio: ['ignore', 'inherit', 'inherit'] });
const project = layProject();
const database = fork(fileURLToPath(new URL('./postgres-on-loopback.ts', import.meta.url)));
const failed: string[] = [];
let ways = 0;
try {
  const [databaseUrl] = (await once(database, 'message')) as [string];
  const runs = (matrix ? [20, 22, 24] : [24]).flatMap((major) => {
    const runtime = { node: nodeOf(major), major, databaseUrl };
    return WAYS.filter((way) => way.runs(runtime)).map((way) => ({ ...way, runtime }));
  });
  ways = runs.length;
  const lane = async () => {
    for (let next = runs.shift(); next !== undefined; next = runs.shift()) {
      const { name, run, runtime } = next;
      const fault = await run(project, runtime);
      console.error(
        `${fault === undefined ? 'ok  ' : 'FAIL'} the packed leakcheck on Node ${runtime.major}: ${name}${fault === undefined ? '' : `\n${fault}`}`,
      );
      if (fault !== undefined) failed.push(`${name} on Node ${runtime.major}`);
    }
  };
  // A check mostly waits for what may still close; what it reads are bytes and counts, no times.
  await Promise.all([lane(), lane()]);
} finally {
  database.disconnect();
  rmSync(project, { recursive: true, force: true, maxRetries: 3 });
}
if (process.argv.includes('--json')) console.log(JSON.stringify({ ways, failed }));
if (failed.length > 0) process.exitCode = 1;
