// The processes of the test host's containers: real ones, on the machine's own Node, in a folder of their own.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** What the runtime mounts: `{ d: folder }` or `{ f: { c: text, or one character a byte with b } }` by name. */
export interface Tree {
  readonly d?: Readonly<Record<string, Tree>>;
  readonly f?: { readonly c: string; readonly b?: boolean };
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | number | boolean>>;
}

/** What a container tells whoever listens, in order. */
export type BackendEvent =
  | { readonly id: number; readonly kind: 'output'; readonly base64: string }
  | { readonly id: number; readonly kind: 'exit'; readonly code: number };

/** One container. Dispose of it to end its processes and remove its folder. */
export class ContainerBackend {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'unhandled-container-')));
  readonly #processes = new Map<number, ChildProcessWithoutNullStreams>();
  /** Ports that programs were told, by the ports that they have on this machine. */
  readonly #ports = new Map<string, Promise<number>>();
  readonly #emit: (event: BackendEvent) => void;
  readonly #npm: 'links' | 'fails' | 'hangs';

  constructor(emit: (event: BackendEvent) => void, npm: 'links' | 'fails' | 'hangs') {
    this.#emit = emit;
    this.#npm = npm;
  }

  load(tree: Tree, mountPoint = ''): void {
    const write = (node: Tree, path: string): void => {
      for (const [name, child] of Object.entries(node.d ?? {})) write(child, join(path, name));
      if (node.f === undefined) return;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, node.f.c, node.f.b ? 'latin1' : 'utf8');
    };
    write(tree, this.#inside(mountPoint));
  }

  mkdir(path: string, recursive: boolean): void {
    mkdirSync(this.#inside(path), { recursive });
  }

  rm(path: string): void {
    rmSync(this.#inside(path), { recursive: true, force: true });
  }

  async run(id: number, { command, args, cwd = '', env = {} }: Command): Promise<void> {
    if (command === 'npm') return this.#install(id);
    const own: Record<string, string> = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
    // Every container has all ports; on this machine others run, too. The driver is told ports by number.
    if (own['PORT'] !== undefined) own['PORT'] = String(await this.#portFor(own['PORT']));
    const child = spawn(command === 'node' ? process.execPath : command, args, { cwd: this.#inside(cwd), env: { PATH: process.env['PATH'], ...own } });
    this.#processes.set(id, child);
    const tell = (chunk: Buffer) => this.#emit({ id, kind: 'output', base64: chunk.toString('base64') });
    child.stdout.on('data', tell);
    child.stderr.on('data', tell);
    child.stdin.on('error', () => {});
    child.on('error', (error) => tell(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      this.#processes.delete(id);
      this.#emit({ id, kind: 'exit', code: code ?? 137 });
    });
  }

  async write(id: number, text: string): Promise<void> {
    this.#processes.get(id)?.stdin.write(await this.#withPorts(text));
  }

  kill(id: number): void {
    this.#processes.get(id)?.kill('SIGKILL');
  }

  [Symbol.dispose](): void {
    for (const child of this.#processes.values()) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  #inside(path: string): string {
    const full = resolve(this.folder, path);
    if (full !== this.folder && !full.startsWith(this.folder + sep)) throw new RangeError(`${path} is outside the container`);
    return full;
  }

  /** What npm would fetch is linked from this repository's own packages. */
  #install(id: number): void {
    const say = (text: string) => this.#emit({ id, kind: 'output', base64: Buffer.from(text).toString('base64') });
    if (this.#npm === 'fails') {
      say('npm ERR! code ENOTFOUND\nnpm ERR! request to https://registry.example/koa failed\n');
      return this.#emit({ id, kind: 'exit', code: 1 });
    }
    if (this.#npm === 'hangs') return say('fetching koa\n');
    const { dependencies = {} } = JSON.parse(readFileSync(join(this.folder, 'package.json'), 'utf8')) as { dependencies?: Record<string, string> };
    for (const name of Object.keys(dependencies)) {
      const target = join(this.folder, 'node_modules', name);
      mkdirSync(dirname(target), { recursive: true });
      symlinkSync(join(PACKAGES, name), target);
    }
    say(`\u001b[1mlinked ${Object.keys(dependencies).join(', ')}\u001b[0m\n`);
    this.#emit({ id, kind: 'exit', code: 0 });
  }

  #portFor(told: string): Promise<number> {
    const known = this.#ports.get(told) ?? freePort();
    this.#ports.set(told, known);
    return known;
  }

  /** Ports in what the driver is asked. */
  async #withPorts(text: string): Promise<string> {
    const told = /"port":(\d+)/.exec(text)?.[1];
    return told === undefined ? text : text.replace(/"port":\d+/, `"port":${await this.#portFor(told)}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolvePort(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
