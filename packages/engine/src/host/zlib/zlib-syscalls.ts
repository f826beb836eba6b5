import { ERRNO } from '../../abi/errno.ts';
import type { ZlibSyscalls } from '../../abi/syscalls.ts';
import { crc32 } from './crc32.ts';
import { ZlibStream } from './zlib-stream.ts';

/** Words before a step's output: status, bytes of input left. */
const HEADER_WORDS = 2;

/** The zlib streams of one process. */
export function createZlibSyscalls(): ZlibSyscalls {
  const streams = new Map<number, ZlibStream>();
  const messages = new Map<number, string>();
  let nextId = 1;
  return {
    zlibOpen(mode, windowBits, level, memLevel, strategy, dictionary) {
      const id = nextId++;
      // Views of the guest's memory do not outlive the call.
      streams.set(id, new ZlibStream({ mode, windowBits, level, memLevel, strategy, dictionary: dictionary?.slice() }));
      return id;
    },
    zlibStep(id, flush, input, room) {
      const stream = streams.get(id);
      if (stream === undefined) return -ERRNO.EBADF;
      const step = stream.step(flush, input.slice(), room);
      messages.set(id, step.message);
      const bytes = new ArrayBuffer(HEADER_WORDS * 4 + step.output.length);
      new Int32Array(bytes, 0, HEADER_WORDS).set([step.status, step.left]);
      new Uint8Array(bytes, HEADER_WORDS * 4).set(step.output);
      return bytes;
    },
    zlibMessage: (id) => messages.get(id) ?? '',
    zlibReset(id) {
      streams.get(id)?.reset();
    },
    zlibTune(id, level, strategy) {
      streams.get(id)?.tune(level, strategy);
    },
    zlibClose(id) {
      streams.delete(id);
      messages.delete(id);
    },
    crc32,
  };
}
