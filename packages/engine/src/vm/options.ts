import type { QuickJSOptions } from 'quickjs-wasi';
import type { Rejections } from './rejections.ts';

/** A native extension of the binary: the package ships `encoding.so` (TextEncoder and TextDecoder). */
export interface VmExtension {
  readonly name: string;
  readonly wasm: WebAssembly.Module | ArrayBuffer | Uint8Array;
}

/** What a machine needs from the one who creates it. */
export interface VmOptions {
  readonly wasm: WebAssembly.Module;
  readonly extensions: readonly VmExtension[];
  /** The only clock: ms since the epoch, fractions allowed. It also seeds Math.random when an image is built. */
  readonly nowMs: () => number;
  /** Limit of the guest's heap in bytes: allocations beyond it fail inside the guest. */
  readonly memoryLimitBytes: number;
  /** Polled while guest code runs; true ends the code with an exception that nothing can catch. */
  readonly interrupt: () => boolean;
  readonly resolveModule: (specifier: string, importer: string) => string;
  readonly loadModule: (name: string) => string;
}

/**
 * Native stack for guest code, bytes. In a Chromium worker 128 KiB is the most that never traps
 * (measured: 256 KiB and the package's default do); it holds about 540 plain frames.
 */
const STACK_BYTES = 128 * 1024;

/** Our options in the words of the package. */
export function quickjsOptions(options: VmOptions, rejections: Rejections): QuickJSOptions {
  return {
    wasm: options.wasm,
    extensions: options.extensions.map(({ name, wasm }) => ({ name, wasm: wasm as BufferSource })),
    memoryLimit: options.memoryLimitBytes,
    maxStackSize: STACK_BYTES,
    interruptHandler: options.interrupt,
    timezoneOffset: 0,
    moduleLoader: {
      normalize: (importer, specifier) => options.resolveModule(specifier, importer),
      load: options.loadModule,
    },
    onUnhandledRejection: rejections.track,
    wasi: (memory) => ({
      clock_time_get(_clock: number, _precision: bigint, result: number) {
        new DataView(memory.buffer).setBigUint64(result, BigInt(Math.round(options.nowMs() * 1e6)), true);
        return 0;
      },
      // The engine's own diagnostics; guest output goes through system calls.
      fd_write: () => 0,
      random_get(pointer: number, length: number) {
        new Uint8Array(memory.buffer, pointer, length).fill(0x42);
        return 0;
      },
    }),
  };
}
