import { Blob } from '../internal/blob.ts';
import { Buffer } from '../internal/buffer-constructor.ts';
import { StringDecoder } from './string-decoder.ts';

type Source = AsyncIterable<unknown> | Iterable<unknown>;

async function chunksOf(source: Source): Promise<unknown[]> {
  const chunks: unknown[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return chunks;
}

async function buffer(source: Source): Promise<Buffer> {
  return Buffer.concat((await chunksOf(source)).map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array))));
}

async function arrayBuffer(source: Source): Promise<ArrayBuffer> {
  return (await bytes(source)).buffer as ArrayBuffer;
}

async function bytes(source: Source): Promise<Uint8Array> {
  return new Uint8Array(await buffer(source));
}

async function text(source: Source): Promise<string> {
  const decoder = new StringDecoder();
  let whole = '';
  for await (const chunk of source) whole += typeof chunk === 'string' ? chunk : decoder.write(chunk as Uint8Array);
  return whole + decoder.end();
}

async function json(source: Source): Promise<unknown> {
  return JSON.parse(await text(source)) as unknown;
}

async function blob(source: Source): Promise<Blob> {
  return new Blob(await chunksOf(source));
}

export default { arrayBuffer, blob, buffer, bytes, json, text };
