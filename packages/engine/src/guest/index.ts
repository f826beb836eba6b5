// The image's entry. Order matters: packages below look for globals while they load.
import './internal/globals.ts';
import { AbortController, AbortSignal } from './internal/abort.ts';
import { CustomEvent, Event, EventTarget } from './internal/event-target.ts';
import { Blob, Buffer, File } from './node/buffer.ts';
import { URL, URLSearchParams } from './node/url.ts';
import { ReadableStream } from './internal/web-readable-stream.ts';
import { TransformStream } from './internal/web-transform-stream.ts';
import { WritableStream } from './internal/web-writable-stream.ts';
import { process } from './internal/process.ts';
import { console } from './internal/console.ts';
import { fetch, Request, Response } from './internal/fetch.ts';
import { webcrypto } from './node/crypto.ts';
import { performance } from './node/perf-hooks.ts';
import './internal/builtin-modules.ts';

function define(globals: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

define({
  AbortController, AbortSignal, Event, EventTarget, CustomEvent, Blob, Buffer, process, console, fetch, Request, Response, ReadableStream, WritableStream, TransformStream, File, URL, URLSearchParams, crypto: webcrypto, performance,
  navigator: { userAgent: 'Node.js/24', hardwareConcurrency: 1, language: 'en-US', platform: 'linux' },
});
