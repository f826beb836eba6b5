import { Blob } from '../internal/blob.ts';
import { Buffer } from '../internal/buffer-constructor.ts';
import { codedError } from '../internal/errors.ts';

/** Bytes of a character may come in two chunks. */
const STREAMING = { stream: true };

type Source = AsyncIterable<unknown> | Iterable<unknown>;

async function blob(source: Source): Promise<Blob> {
  const chunks: unknown[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return new Blob(chunks);
}

async function arrayBuffer(source: Source): Promise<ArrayBuffer> {
  // As a Blob does: what is neither bytes nor text counts as its text.
  return (await blob(source)).arrayBuffer();
}

async function buffer(source: Source): Promise<Buffer> {
  return Buffer.from(await arrayBuffer(source));
}

async function bytes(source: Source): Promise<Uint8Array> {
  return new Uint8Array(await arrayBuffer(source));
}

async function text(source: Source): Promise<string> {
  const decoder = new TextDecoder();
  let whole = '';
  for await (const chunk of source) {
    if (typeof chunk === 'string') whole += chunk;
    else if (ArrayBuffer.isView(chunk) || chunk instanceof ArrayBuffer) whole += decoder.decode(chunk as Uint8Array, STREAMING);
    else throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.');
  }
  return whole + decoder.decode(new Uint8Array(0));
}

async function json(source: Source): Promise<unknown> {
  return JSON.parse(await text(source)) as unknown;
}

export default { arrayBuffer, blob, buffer, bytes, json, text };
