import { QuickJS, type Snapshot } from 'quickjs-wasi';
import { ImageError } from './errors.ts';

/** What an image says of itself, beside the memory. */
export interface ImageHeader {
  readonly format: typeof IMAGE_FORMAT;
  /** Version of the QuickJS binary it was made with: no other can restore it. */
  readonly quickjs: string;
  /** Address of the shared words. */
  readonly cell: number;
  /** Tokens of the entry points, by name. */
  readonly entries: Readonly<Record<string, number>>;
  /** Built-in modules, without `node:`. */
  readonly builtins: readonly string[];
  /** npm packages inside, by name. */
  readonly packages: readonly string[];
  /** What an ES module can import by name, by canonical module name. */
  readonly exportNames: Readonly<Record<string, readonly string[]>>;
}

export interface Image {
  readonly header: ImageHeader;
  readonly snapshot: Snapshot;
}

/** Raised when the layout below changes. */
export const IMAGE_FORMAT = 1;
const MAGIC = 0x55484c31; // 'UHL1'

/** Layout: magic u32, header length u32, header JSON, serialized snapshot. */
export function packImage(header: ImageHeader, snapshot: Snapshot): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(JSON.stringify(header));
  const body = QuickJS.serializeSnapshot(snapshot);
  const bytes = new Uint8Array(8 + head.length + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint32(4, head.length);
  bytes.set(head, 8);
  bytes.set(body, 8 + head.length);
  return bytes;
}

/** @throws {ImageError} when the bytes are no image, or one that this build cannot restore. */
export function unpackImage(bytes: Uint8Array): Image {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8 || view.getUint32(0) !== MAGIC) {
    throw new ImageError('This is no engine image: build it with `npm run images` and serve the file unchanged');
  }
  const end = 8 + view.getUint32(4);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, end))) as ImageHeader;
  if (header.format !== IMAGE_FORMAT) {
    throw new ImageError(`The image has format ${header.format}, this engine reads ${IMAGE_FORMAT}: rebuild it with \`npm run images\``);
  }
  return { header, snapshot: QuickJS.deserializeSnapshot(bytes.subarray(end)) };
}
