// Runs in the frame that @webcontainer/api opens, and speaks its protocol: Comlink 4.3.0 over a port that is posted with
// 'init'. Everything that a container does is asked of the test host's own server, where it is done by real processes.
import { expose, proxy, type ProxyMarked } from 'comlink';
import type { BackendEvent, Command, Tree } from './container-backend.ts';
import type { HostFault } from './host.ts';

type Output = ((data: Uint8Array | null) => void) | undefined;

declare const FAULT: HostFault | undefined;

const query = new URLSearchParams(location.search);

async function ask(what: string, body: object = {}): Promise<unknown> {
  const response = await fetch(`/container/${what}`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${what}: ${await response.text()}`);
  return response.json();
}

class RunningProcess {
  readonly id: number;
  readonly onExit: Promise<number>;
  #order: Promise<unknown> = Promise.resolve();

  constructor(id: number, onExit: Promise<number>) {
    this.id = id;
    this.onExit = onExit;
  }

  write(text: string): Promise<unknown> {
    this.#order = this.#order.then(() => ask('write', { id: this.id, text }));
    return this.#order;
  }

  kill(): Promise<unknown> {
    return ask('kill', { id: this.id });
  }

  resize(): void {}
}

class Instance {
  readonly #outputs = new Map<number, { readonly output: Output; readonly ended: (code: number) => void }>();
  readonly #errorListeners: ((error: { message: string }) => void)[] = [];
  readonly #cwd: string;
  readonly #leaving = new AbortController();
  #lastId = 0;

  constructor(cwd: string) {
    this.#cwd = cwd;
    void this.#listen();
  }

  fs(): object & ProxyMarked {
    return proxy({
      mkdir: (path: string, options?: { recursive?: boolean }) => ask('mkdir', { path, recursive: options?.recursive === true }),
      rm: (path: string) => ask('rm', { path }),
    });
  }

  previewScript(): object & ProxyMarked {
    return proxy({});
  }

  runtimeInfo(): { path: string; cwd: string } {
    return { path: '/bin', cwd: this.#cwd };
  }

  loadFiles(payload: Uint8Array, { mountPoints }: { mountPoints?: string }): Promise<unknown> {
    return ask('load', { tree: JSON.parse(new TextDecoder().decode(payload)) as Tree, mountPoint: mountPoints ?? '' });
  }

  async run(command: Command, _stdout: Output, _stderr: Output, output: Output): Promise<object & ProxyMarked> {
    const id = ++this.#lastId;
    const exit = new Promise<number>((ended) => this.#outputs.set(id, { output, ended }));
    await ask('run', { id, command });
    if (FAULT === 'breaks-later' && command.args[0]?.endsWith('driver.mjs')) this.#break('The runtime ran out of memory');
    return proxy(new RunningProcess(id, exit));
  }

  on(event: string, listener: (error: { message: string }) => void): () => void {
    if (event === 'error') this.#errorListeners.push(listener);
    if (FAULT === 'cookies') this.#break('Unable to register the service worker: third-party cookies are blocked');
    return proxy(() => undefined);
  }

  async teardown(): Promise<void> {
    this.#leaving.abort();
    await ask('teardown');
  }

  #break(message: string): void {
    for (const listener of this.#errorListeners) listener({ message });
  }

  /** All processes share one stream: a browser opens six connections to a host. */
  async #listen(): Promise<void> {
    const decoder = new TextDecoder();
    let held = '';
    try {
      const response = await fetch('/container/events', { signal: this.#leaving.signal });
      if (response.body === null) return;
      for (const reader = response.body.getReader(); ; ) {
        const { done, value } = await reader.read();
        if (done) return;
        held += decoder.decode(value, { stream: true });
        const lines = held.split('\n');
        held = lines.pop() ?? '';
        for (const line of lines) this.#take(JSON.parse(line) as BackendEvent);
      }
    } catch (error) {
      // Without a network nothing comes any more; a test that takes it away expects that.
      if (!this.#leaving.signal.aborted && navigator.onLine) throw error;
    }
  }

  #take(event: BackendEvent): void {
    const process = this.#outputs.get(event.id);
    if (event.kind === 'output') return process?.output?.(Uint8Array.from(atob(event.base64), (each) => each.charCodeAt(0)));
    process?.output?.(null);
    process?.ended(event.code);
  }
}

const server = {
  async build(): Promise<Instance & ProxyMarked> {
    if (FAULT === 'refused') throw new Error(`The client_id "${query.get('client_id')}" is not allowed on this origin`);
    return proxy(new Instance((await ask('build')) as string));
  },
};

if (FAULT !== 'hangs') {
  const { port1, port2 } = new MessageChannel();
  expose(server, port1);
  parent.postMessage({ type: 'init' }, '*', [port2]);
}
