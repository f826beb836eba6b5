// Runs in a Chromium worker: boots the engine on a program of bench/programs and serves requests when asked.
import { type EngineAssets, Machine } from '../packages/engine/src/index.ts';

export interface Order {
  readonly boot?: { readonly source: string; readonly base: string };
  /** How many requests to serve, one after another. */
  readonly serve?: number;
}

export interface Answer {
  readonly firstResponseMs?: readonly number[];
  readonly idleBytes?: number;
  /** Requests a second; NaN when one was not answered as it should be. */
  readonly rate?: number;
}

const BOOTS = 12;
const REQUEST = { method: 'GET', path: '/', headers: {} } as const;
const READS_ITS_MEMORY = '\nprocess.on("SIGUSR2", () => console.log(JSON.stringify(process.memoryUsage())));\n';

const compile = async (url: string) => WebAssembly.compile(await (await fetch(url)).arrayBuffer());

async function loadAssets(base: string): Promise<EngineAssets> {
  const names = (await (await fetch(`${base}/extensions.json`)).json()) as string[];
  return {
    wasm: await compile(`${base}/quickjs.wasm`),
    extensions: await Promise.all(names.map(async (name) => ({ name: name.replace('-', '_'), wasm: await compile(`${base}/${name}.so`) }))),
    image: new Uint8Array(await (await fetch(`${base}/image`)).arrayBuffer()),
    packages: (await (await fetch(`${base}/packages.json`)).json()) as NonNullable<EngineAssets['packages']>,
    transform: () => {
      throw new Error('The programs of the bench have no types');
    },
    wallClockMs: () => 0,
  };
}

let machine: Machine | undefined;

async function boot({ source, base }: NonNullable<Order['boot']>): Promise<Answer> {
  const assets = await loadAssets(base);
  const firstResponseMs: number[] = [];
  let idleBytes = 0;
  for (let round = 0; round < BOOTS; round++) {
    machine?.teardown();
    const start = performance.now();
    machine = await Machine.boot({ clock: 'virtual', assets });
    await machine.mount({ 'main.mjs': { file: { contents: source + READS_ITS_MEMORY } } });
    const program = await machine.spawn('node', ['main.mjs']);
    while (machine.turn());
    const client = machine.client(3000);
    let isAnswered = false;
    client.send(REQUEST, (result) => {
      isAnswered = result.kind === 'response' && result.status === 200;
    });
    while (machine.turn());
    if (isAnswered) firstResponseMs.push(performance.now() - start);
    client.close();
    program.onOutput((_stream, text) => {
      if (text.startsWith('{')) idleBytes = (JSON.parse(text) as { heapTotal: number }).heapTotal;
    });
    machine.kill(program.pid, 'SIGUSR2');
    while (machine.turn());
  }
  return { firstResponseMs, idleBytes };
}

function serve(count: number): Answer {
  if (machine === undefined) return { rate: Number.NaN };
  const client = machine.client(3000);
  let good = 0;
  const start = performance.now();
  client.sendBatch(
    Array.from({ length: count }, () => REQUEST),
    (_index, result) => {
      if (result.kind === 'response' && result.status === 200 && result.body === '{"hello":"world"}') good++;
    },
  );
  while (machine.turn());
  const seconds = (performance.now() - start) / 1000;
  client.close();
  return { rate: good === count ? count / seconds : Number.NaN };
}

addEventListener('message', async ({ data }: MessageEvent<Order>) => {
  if (data.boot) postMessage(await boot(data.boot));
  else if (data.serve !== undefined) postMessage(serve(data.serve));
});
