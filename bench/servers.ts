// A hello server of each framework, serial requests: the engine in a Chromium worker against native Node over loopback, in turns.
import { brotliCompressSync, constants } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { readAssetsFor } from '../scripts/engine-assets.ts';
import { startEngine } from './engine-server.ts';
import { median } from './median.ts';
import { startNative } from './native-server.ts';

const ROUNDS = 7;
const REQUESTS = 1500;
const WARM_UP = 3000;
const AT_ONCE = 32;

export interface ServerFigures {
  /** Requests a second, one after another. */
  readonly engine_rps: number;
  readonly node_rps: number;
  /** Median of the rounds' ratios, engine to Node. */
  readonly ratio: number;
  /** Native Node with 32 requests under way: the engine has no more to win there, it serves one after another. */
  readonly node_rps_32_at_once: number;
  readonly restore_to_first_response_ms: number;
  /** Linear memory of the idling server's machine. */
  readonly idle_bytes: number;
  /** Of the image, as the site ships it, and the bundles beside it. */
  readonly image_brotli_bytes: number;
}

/** @param name of a program in bench/programs and of the image with its packages. */
export async function benchServer(browser: Browser, name: string): Promise<ServerFigures> {
  const native = await startNative(name);
  const engine = await startEngine(browser, name);
  try {
    await native.serve(WARM_UP, 1);
    await engine.serve(WARM_UP);
    const rounds: { engine: number; node: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push({ node: await native.serve(REQUESTS, 1), engine: await engine.serve(REQUESTS) });
    const ratios = rounds.map((each) => each.engine / each.node);
    // Ratios far apart mean that something else wanted the processor: the run says little.
    console.error(`${name}, engine / Node in each round: ${ratios.map((each) => each.toFixed(2)).join(' ')}`);
    return {
      engine_rps: Math.round(median(rounds.map((each) => each.engine))),
      node_rps: Math.round(median(rounds.map((each) => each.node))),
      ratio: Number(median(ratios).toFixed(3)),
      node_rps_32_at_once: Math.round(
        median([await native.serve(REQUESTS, AT_ONCE), await native.serve(REQUESTS, AT_ONCE), await native.serve(REQUESTS, AT_ONCE)]),
      ),
      restore_to_first_response_ms: Number(median(engine.firstResponseMs).toFixed(1)),
      idle_bytes: engine.idleBytes,
      image_brotli_bytes: await brotliBytes(name),
    };
  } finally {
    await engine.stop();
    await native.stop();
  }
}

async function brotliBytes(name: string): Promise<number> {
  const { image, packages = [] } = await readAssetsFor(name === 'node' ? [] : [name]);
  const size = (bytes: Uint8Array | string): number =>
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS },
    }).length;
  return size(image) + packages.reduce((sum, bundle) => sum + size(JSON.stringify(bundle)), 0);
}
