import { Bash, defineCommand, getCommandNames } from 'just-bash/browser';
import type { Computer, Files, Verdict } from '@unhandled/lab';
import { lsofTable, psTable, topScreen } from './process-tables.ts';
import { type RightsOf, ShellFiles } from './shell-files.ts';
import { fetchFrom } from './shell-network.ts';
import { verdictLines } from './verdict-lines.ts';

/** What the shell asks of the worker that it runs in. */
export interface ShellHost {
  /** The server's, or one on which nothing runs. @param files of the project, for one that has to be made. */
  computer(files: Files): Promise<Computer>;
  /** The checks of the lab, on these files. */
  verify(files: Files, signal: AbortSignal): Promise<Verdict>;
  /** Does in the page what its buttons do; `start` resolves when the server listens or has ended. */
  press(button: 'start' | 'load' | 'stop-load'): Promise<string>;
}

export interface ShellResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly cwd: string;
  /** Files of the reader's that the command changed. */
  readonly changed: Files;
}

type Output = { stdout: string; stderr: string; exitCode: number };
const said = (stdout: string): Output => ({ stdout, stderr: '', exitCode: 0 });
const failed = (stderr: string, exitCode = 1): Output => ({ stdout: '', stderr: `${stderr}\n`, exitCode });

const SIGNALS: Readonly<Record<string, 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'SIGUSR2' | 'SIGKILL'>> = {
  '1': 'SIGHUP',
  '2': 'SIGINT',
  '9': 'SIGKILL',
  '12': 'SIGUSR2',
  '15': 'SIGTERM',
  HUP: 'SIGHUP',
  INT: 'SIGINT',
  KILL: 'SIGKILL',
  USR2: 'SIGUSR2',
  TERM: 'SIGTERM',
};

/** A shell on the lab's computer: the commands of just-bash, and those that an engineer on call wants. */
export class Shell {
  readonly #host: ShellHost;
  readonly #editable: readonly string[];
  readonly #bash: Bash;
  /** As just-bash's own, on the lab's network: a command of ours stands before it. */
  readonly #curl: Bash;
  #computer!: Computer;
  #files: Files = {};
  #synced = new Map<string, string>();
  #env: Record<string, string> = { HOME: '/app', USER: 'oncall', PORT: '3000', PATH: '/usr/local/bin:/usr/bin:/bin' };
  #cwd = '/app';

  constructor(host: ShellHost, editable: readonly string[]) {
    this.#host = host;
    this.#editable = editable;
    const rightsOf: RightsOf = (path) => {
      const own = path.startsWith('/app/') ? path.slice('/app/'.length) : '';
      if (this.#files[own] === undefined) return 'free';
      return editable.includes(own) ? 'edit' : 'read';
    };
    const fs = new ShellFiles(() => this.#computer.files, rightsOf);
    const limits = { executionLimits: { maxCommandCount: 20_000, maxLoopIterations: 20_000 }, defenseInDepth: false } as const;
    this.#curl = new Bash({ ...limits, fs, fetch: (url, options) => fetchFrom(this.#computer, url, options) });
    this.#bash = new Bash({ ...limits, fs, customCommands: this.#commands() });
  }

  /** Runs a line as a shell does. @param files of the project as the editor has them */
  async run(line: string, files: Files, signal: AbortSignal): Promise<ShellResult> {
    await this.#meet(files);
    const { stdout, stderr, exitCode } = await this.#exec(line, signal);
    return { stdout, stderr, exitCode, cwd: this.#cwd, changed: await this.#changes() };
  }

  async #exec(line: string, signal: AbortSignal): Promise<Output> {
    try {
      const { stdout, stderr, exitCode, env } = await this.#bash.exec(line, { cwd: this.#cwd, env: this.#env, replaceEnv: true, signal });
      this.#env = env;
      this.#cwd = env['PWD'] ?? this.#cwd;
      return { stdout, stderr, exitCode };
    } catch (error) {
      // A redirection into a file that may not be written ends just-bash's line with the file system's error.
      if (error instanceof Error && 'code' in error) return failed(`bash: ${error.message}`);
      throw error;
    }
  }

  /** What the last word of a line may become: commands in the first place, else paths; folders end in a slash. */
  async complete(line: string, files: Files): Promise<string[]> {
    await this.#meet(files);
    const word = /(?:^|[\s|;&])([^\s|;&]*)$/.exec(line)?.[1] ?? '';
    if (/(?:^|[|;&])\s*[^\s|;&/]*$/.test(line)) return [...new Set([...getCommandNames(), ...OWN_COMMANDS])].filter((name) => name.startsWith(word)).sort();
    const folder = word.slice(0, word.lastIndexOf('/') + 1);
    const at = this.#bash.fs.resolvePath(this.#cwd, folder);
    if (!(await this.#bash.fs.exists(at))) return [];
    const names = (await this.#bash.fs.readdir(at)).filter((name) => name.startsWith(word.slice(folder.length)));
    return Promise.all(names.map(async (name) => folder + name + ((await this.#bash.fs.stat(`${at}/${name}`)).isDirectory ? '/' : '')));
  }

  /** Finds the computer, and lays the editor's files on it: what is edited is what lies there. */
  async #meet(files: Files): Promise<void> {
    const computer = await this.#host.computer(files);
    if (computer !== this.#computer) this.#synced = new Map();
    this.#computer = computer;
    this.#files = files;
    for (const path of this.#editable) {
      const text = files[path] ?? '';
      if (this.#synced.get(path) !== text) await computer.files.writeFile(`/app/${path}`, text);
      this.#synced.set(path, text);
    }
  }

  async #changes(): Promise<Files> {
    const changed: Record<string, string> = {};
    for (const path of this.#editable) {
      const text = new TextDecoder().decode(await this.#computer.files.readFile(`/app/${path}`));
      if (text === this.#synced.get(path)) continue;
      changed[path] = text;
      this.#synced.set(path, text);
    }
    return changed;
  }

  #commands() {
    return [
      defineCommand('node', async (args, { cwd, env, stdin, signal }) => {
        if (args.length === 0) return failed('node: give it a file, or -e and a program: there is no prompt of its own here', 9);
        const { stdout, stderr, exit } = await this.#computer.node(args, {
          cwd,
          env: Object.fromEntries(env),
          stdin: textOf(stdin as unknown as string),
          ...(signal && { signal }),
        });
        return { stdout, stderr, exitCode: exit.code };
      }),
      defineCommand('npm', async (args, { signal }) =>
        this.#npm(
          args.filter((arg) => arg !== 'run' && !arg.startsWith('--')),
          signal,
        ),
      ),
      defineCommand('ps', async () => said(psTable(this.#computer.processes()))),
      defineCommand('lsof', async (args) => this.#lsof(args)),
      defineCommand('top', async () => said(topScreen(this.#computer.processes()))),
      defineCommand('kill', async (args) => this.#kill(args)),
      defineCommand('curl', async (args, { cwd, stdin }) => this.#runCurl(args, cwd, textOf(stdin as unknown as string))),
    ];
  }

  async #runCurl(args: readonly string[], cwd: string, stdin: string): Promise<Output> {
    // just-bash's own reads a body from files only.
    if (args.includes('@-')) await this.#computer.files.writeFile(STDIN_FILE, stdin);
    const { stdout, stderr, exitCode } = await this.#curl.exec('curl', { cwd, args: args.map((arg) => (arg === '@-' ? `@${STDIN_FILE}` : withScheme(arg))) });
    return { stdout, stderr, exitCode };
  }

  async #npm([script]: readonly string[], signal: AbortSignal = new AbortController().signal): Promise<Output> {
    if (script === 'start') {
      const how = await this.#host.press('start');
      await this.#meet(this.#files);
      return said(`${how}\n`);
    }
    if (script === 'load') return said(`${await this.#host.press('load')}\n`);
    if (script === 'stop-load') return said(`${await this.#host.press('stop-load')}\n`);
    if (script !== 'test' && script !== 't') return failed('npm: there are the scripts start, test, load and stop-load here');
    const verdict = await this.#host.verify({ ...this.#files, ...(await this.#changes()) }, signal);
    return { stdout: verdictLines(verdict), stderr: '', exitCode: verdict.status === 'pass' ? 0 : 1 };
  }

  #lsof(args: readonly string[]): Output {
    const everything = args.includes('-a');
    const pid = args[args.indexOf('-p') + 1];
    const wanted = args.includes('-p') ? this.#computer.processes().filter((process) => String(process.pid) === pid) : this.#computer.processes();
    if (args.includes('-p') && wanted.length === 0) return failed(`lsof: there is no process ${pid}; ps shows those that run`);
    return said(lsofTable(wanted, everything));
  }

  #kill(args: readonly string[]): Output {
    const flag = args[0]?.startsWith('-') ? args[0].slice(1).replace(/^SIG/, '') : 'TERM';
    const signal = SIGNALS[flag];
    const pids = args.filter((arg) => !arg.startsWith('-'));
    if (signal === undefined) return failed(`kill: ${flag}: this computer has HUP, INT, KILL, USR2 and TERM`);
    if (pids.length === 0) return failed('kill: which process? ps shows those that run', 2);
    const unknown = pids.filter((pid) => !this.#computer.signal(Number(pid), signal));
    return unknown.length === 0 ? said('') : failed(unknown.map((pid) => `kill: (${pid}): no such process`).join('\n'));
  }
}

const STDIN_FILE = '/tmp/curl-stdin';
const OWN_COMMANDS = ['curl', 'kill', 'lsof', 'node', 'npm', 'ps', 'top', 'clear'];

/** curl takes an address without a scheme for http. */
function withScheme(arg: string): string {
  return /^(?:localhost|127\.0\.0\.1|[\w.-]+:\d+)(?:[:/?]|$)/.test(arg) ? `http://${arg}` : arg;
}

/** just-bash pipes bytes, each a character of its own: the text that they are. */
function textOf(stdin: string): string {
  return new TextDecoder().decode(Uint8Array.from(stdin, (character) => character.charCodeAt(0)));
}
