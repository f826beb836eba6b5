import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Outcome, RUN_LIMITS, type RunLimits, STOPPED } from './outcome.ts';
import type { Program } from './program.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The Node that the engine mirrors: this one, or the project's own. @throws when neither is Node 24. */
export function findNode24(): string {
  if (process.version.startsWith('v24.')) return process.execPath;
  const own = join(ROOT, 'node_modules/node/bin/node');
  if (existsSync(own)) return own;
  throw new Error(`The engine mirrors Node 24, this is ${process.version}: run "npm install" and start it through npm`);
}

/**
 * Runs one program on native Node, in a folder of its own that is gone afterwards.
 * @returns the outcome, and the folder, for taking its name out of what was printed.
 */
export async function runNative(node: string, program: Program, packages: readonly string[], limits: RunLimits = RUN_LIMITS) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'compat-')));
  try {
    for (const [path, bytes] of Object.entries(program.files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    if (packages.length > 0 && !existsSync(join(folder, 'node_modules'))) symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    return { folder, outcome: await start(node, program, folder, limits) };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function start(node: string, program: Program, folder: string, limits: RunLimits): Promise<Outcome> {
  const { wishes } = program;
  return new Promise((resolve) => {
    const child = spawn(node, [...(wishes.flags ?? []), join(folder, program.main), ...(wishes.args ?? [])], {
      cwd: folder,
      env: { PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`, ...wishes.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const written = { stdout: '', stderr: '' };
    let stopped: string | undefined;
    const stop = (why: string) => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(STOPPED.time), limits.wallMs);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        if (stopped === STOPPED.output) return;
        written[name] += text;
        if (written.stdout.length + written.stderr.length > limits.outputChars) stop(STOPPED.output);
      });
    }
    // A program that does not read its input is no error of ours.
    child.stdin.on('error', () => undefined).end(wishes.stdin ?? '');
    const done = (code: number | null, signal: NodeJS.Signals | null) => {
      clearTimeout(timer);
      if (stopped !== undefined) resolve({ ...written, code: undefined, stopped });
      else resolve({ ...written, code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) });
    };
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ ...written, code: undefined, stopped: `could not be started: ${error.message}` });
    });
    child.on('close', done);
  });
}
