// The image's entry. Order matters: packages below look for globals while they load.
import './internal/globals.ts';
import { AbortController, AbortSignal, CustomEvent, Event, EventTarget } from './internal/abort.ts';
import { Blob, Buffer } from './node/buffer.ts';
import { process } from './internal/process.ts';
import { console } from './internal/console.ts';
import { fetch, Request, Response } from './internal/fetch.ts';
import { webcrypto } from './node/crypto.ts';
import { performance } from './node/perf-hooks.ts';
import './internal/builtin-modules.ts';

class ReadableStream {
  constructor() {
    throw new Error('ReadableStream is not available in the embedded engine');
  }
}

function define(globals: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

define({
  AbortController, AbortSignal, Event, EventTarget, CustomEvent, Blob, Buffer, process, console, fetch, Request, Response, ReadableStream, crypto: webcrypto, performance,
  navigator: { userAgent: 'Node.js/24', hardwareConcurrency: 1, language: 'en-US', platform: 'linux' },
});
