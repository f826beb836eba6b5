import type { SwcTransform } from './loader/strip-types.ts';
import type { PackageBundle } from './loader/package-bundle.ts';
import type { VmExtension } from './vm/options.ts';

/** What every machine is made of. Load it once, boot as often as you like. */
export interface EngineAssets {
  /** `quickjs-wasi/quickjs.wasm`, compiled; `prepareBinary` of its bytes, rather, for errors in V8's words and for attributing requests. */
  readonly wasm: WebAssembly.Module;
  /** The extensions that the image was built with: `quickjs-wasi/encoding.so` under the name `encoding`. */
  readonly extensions: readonly VmExtension[];
  /** Bytes of an image file (`npm run images`). */
  readonly image: Uint8Array;
  /** npm packages beside those in the image: programs that ask for one load it then. */
  readonly packages?: readonly PackageBundle[];
  /** swc's `transformSync` from `amaro` (Node) or `@swc/wasm-typescript-esm` (page). */
  readonly transform: SwcTransform;
  /** The host's wall clock, ms since the epoch: what a real-clock machine shows as the time. */
  readonly wallClockMs: () => number;
}
