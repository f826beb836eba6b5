import {
  Z_BUF_ERROR,
  Z_DATA_ERROR,
  Z_FINISH,
  Z_NEED_DICT,
  Z_OK,
  Z_STREAM_END,
  type Z_FlushMode,
  type Z_Strategy,
  ZStream,
  zlibDeflate,
  zlibDeflateInit2,
  zlibDeflateReset,
  zlibDeflateSetDictionary,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
  zlibInflateSetDictionary,
} from 'pako';

/** Numbers of zlib.constants. */
export const MODE = { deflate: 1, inflate: 2, gzip: 3, gunzip: 4, deflateRaw: 5, inflateRaw: 6, unzip: 7 } as const;

export interface ZlibParameters {
  readonly mode: number;
  /** 8 to 15; 0 means what the data's header says. */
  readonly windowBits: number;
  readonly level: number;
  readonly memLevel: number;
  readonly strategy: number;
  readonly dictionary: Uint8Array | undefined;
}

export interface ZlibStep {
  /** A status of zlib, negative for an error. */
  readonly status: number;
  /** What zlib said of an error; empty when the step went well. */
  readonly message: string;
  /** Bytes of the input that are not used yet. */
  readonly left: number;
  readonly output: Uint8Array;
}

const GZIP_MAGIC = [0x1f, 0x8b] as const;
const DEFLATED = 8;
/** Added to the window's bits, they ask zlib for a gzip wrapper, or to find out. */
const GZIP_WRAPPER = 16;
const FIND_WRAPPER = 32;

/**
 * What each level means to zlib's deflate: good length, lazy length, nice length, chain length
 * (zlib manual, deflateTune; the values are those of its configuration table).
 */
const TUNING = [
  [0, 0, 0, 0],
  [4, 4, 8, 4],
  [4, 5, 16, 8],
  [4, 6, 32, 32],
  [4, 4, 16, 16],
  [8, 16, 32, 32],
  [8, 16, 128, 128],
  [8, 32, 128, 256],
  [32, 128, 258, 1024],
  [32, 258, 258, 4096],
] as const;

/** One zlib stream, a step at a time, with the decisions that Node adds to zlib: unzip finds the format, gunzip goes on with the next member. */
export class ZlibStream {
  readonly #parameters: ZlibParameters;
  #stream = new ZStream();
  /** Of 'unzip', once its first bytes were seen. */
  #mode: number;
  #magicSeen = 0;
  #broken = '';

  constructor(parameters: ZlibParameters) {
    this.#parameters = parameters;
    this.#mode = parameters.mode;
    this.#start();
  }

  get #deflates(): boolean {
    const { mode } = this.#parameters;
    return mode === MODE.deflate || mode === MODE.gzip || mode === MODE.deflateRaw;
  }

  #start(): void {
    const { mode, windowBits, level, memLevel, strategy, dictionary } = this.#parameters;
    const bits =
      mode === MODE.deflateRaw || mode === MODE.inflateRaw
        ? -windowBits
        : mode === MODE.gzip || mode === MODE.gunzip
          ? windowBits + GZIP_WRAPPER
          : mode === MODE.unzip
            ? windowBits + FIND_WRAPPER
            : windowBits;
    if (this.#deflates) {
      zlibDeflateInit2(this.#stream, level, DEFLATED, bits, memLevel, strategy as Z_Strategy);
      if (dictionary !== undefined && zlibDeflateSetDictionary(this.#stream, dictionary) !== Z_OK) this.#broken = 'Failed to set dictionary';
    } else {
      zlibInflateInit2(this.#stream, bits);
      // Others ask for it by its checksum when they come to it.
      if (dictionary !== undefined && mode === MODE.inflateRaw && zlibInflateSetDictionary(this.#stream, dictionary) !== Z_OK)
        this.#broken = 'Failed to set dictionary';
    }
  }

  /** Feeds `input` until it is used up or `room` bytes of output are there. */
  step(flush: number, input: Uint8Array, room: number): ZlibStep {
    const stream = this.#stream;
    stream.input = input;
    stream.next_in = 0;
    stream.avail_in = input.length;
    stream.output = new Uint8Array(room);
    stream.next_out = 0;
    stream.avail_out = room;
    stream.msg = '';
    const status = this.#broken !== '' ? Z_DATA_ERROR : this.#deflates ? zlibDeflate(stream, flush as Z_FlushMode) : this.#inflate(flush as Z_FlushMode);
    return { ...this.#judge(status, flush), left: stream.avail_in, output: stream.output.subarray(0, stream.next_out) };
  }

  #inflate(flush: Z_FlushMode): number {
    const stream = this.#stream;
    const { mode, dictionary } = this.#parameters;
    if (mode === MODE.unzip && this.#mode === MODE.unzip) this.#findFormat();
    let status: number = zlibInflate(stream, flush);
    if (status === Z_NEED_DICT && dictionary !== undefined && mode !== MODE.inflateRaw) {
      status = zlibInflateSetDictionary(stream, dictionary);
      if (status === Z_OK) status = zlibInflate(stream, flush);
      else if (status === Z_DATA_ERROR) status = Z_NEED_DICT;
    }
    // Perhaps another member of the same archive follows; zeros are padding.
    while (stream.avail_in > 0 && this.#mode === MODE.gunzip && status === Z_STREAM_END && stream.input[stream.next_in] !== 0) {
      zlibInflateReset(stream);
      status = zlibInflate(stream, flush);
    }
    return status;
  }

  /** The first two bytes, which may come one at a time, say whether it is gzip. */
  #findFormat(): void {
    const { input, avail_in } = this.#stream;
    for (let at = 0; at < avail_in && this.#mode === MODE.unzip; at++) {
      if (input[at] !== GZIP_MAGIC[this.#magicSeen]) this.#mode = MODE.inflate;
      else if (++this.#magicSeen === GZIP_MAGIC.length) this.#mode = MODE.gunzip;
    }
  }

  #judge(status: number, flush: number): { status: number; message: string } {
    const said = this.#broken || this.#stream.msg;
    if (status === Z_OK || status === Z_BUF_ERROR) {
      const isCut = this.#stream.avail_out !== 0 && flush === Z_FINISH;
      return isCut ? { status: Z_BUF_ERROR, message: said || 'unexpected end of file' } : { status: Z_OK, message: '' };
    }
    if (status === Z_STREAM_END) return { status, message: '' };
    if (status === Z_NEED_DICT) return { status, message: this.#parameters.dictionary === undefined ? 'Missing dictionary' : 'Bad dictionary' };
    return { status, message: said || 'Zlib error' };
  }

  reset(): void {
    if (this.#deflates) zlibDeflateReset(this.#stream);
    else zlibInflateReset(this.#stream);
    this.#mode = this.#parameters.mode;
    this.#magicSeen = 0;
    const { mode, dictionary } = this.#parameters;
    if (dictionary === undefined) return;
    if (this.#deflates) zlibDeflateSetDictionary(this.#stream, dictionary);
    else if (mode === MODE.inflateRaw) zlibInflateSetDictionary(this.#stream, dictionary);
  }

  /** Takes another level and strategy from here on. What came before must have been flushed. */
  tune(level: number, strategy: number): void {
    const state = this.#stream.state as Record<string, number>;
    const effective = level === -1 ? 6 : level;
    const [good, lazy, nice, chain] = TUNING[effective] ?? TUNING[6];
    Object.assign(state, { level: effective, strategy, good_match: good, max_lazy_match: lazy, nice_match: nice, max_chain_length: chain });
  }
}
