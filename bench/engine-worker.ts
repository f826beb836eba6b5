// Runs in a Chromium worker: boots the engine on koa-hello.mjs and serves serial requests when asked.
import { Machine } from '../packages/engine/src/index.ts';

interface Start {
  readonly source: string;
  readonly base: string;
}

const compile = async (url: string) => WebAssembly.compile(await (await fetch(url)).arrayBuffer());

async function boot({ source, base }: Start): Promise<Machine> {
  const names = ['encoding'];
  const manifest = (await (await fetch(`${base}/extensions.json`)).json()) as string[];
  const extensions = await Promise.all(
    names.filter((name) => manifest.includes(name)).map(async (name) => ({ name: name.replace('-', '_'), wasm: await compile(`${base}/${name}.so`) })),
  );
  const machine = await Machine.boot({
    clock: 'virtual',
    assets: {
      wasm: await compile(`${base}/quickjs.wasm`),
      extensions,
      image: new Uint8Array(await (await fetch(`${base}/koa.image`)).arrayBuffer()),
      transform: () => {
        throw new Error('koa-hello.mjs has no types');
      },
      wallClockMs: () => 0,
    },
  });
  await machine.fs.writeFile('main.mjs', source);
  await machine.spawn('node', ['main.mjs']);
  while (machine.turn());
  return machine;
}

let machine: Machine | undefined;

/** Requests a second over `count` requests, one after another on one connection; NaN when one was not answered with 200. */
function serve(count: number): number {
  if (machine === undefined) return Number.NaN;
  const client = machine.client(3000);
  const requests = Array.from({ length: count }, () => ({ method: 'GET', path: '/', headers: {} }));
  let good = 0;
  const start = performance.now();
  client.sendBatch(requests, (_index, result) => {
    if (result.kind === 'response' && result.status === 200 && result.body === '{"hello":"world"}') good++;
  });
  while (machine.turn());
  const seconds = (performance.now() - start) / 1000;
  client.close();
  return good === count ? count / seconds : Number.NaN;
}

addEventListener('message', async ({ data }: MessageEvent<{ boot?: Start; serve?: number }>) => {
  if (data.boot) {
    machine = await boot(data.boot);
    postMessage({ ready: true });
  } else if (data.serve) postMessage({ rate: serve(data.serve) });
});
