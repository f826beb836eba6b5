import { withAllocationEvents } from './allocation-events.ts';
import { withErrorTexts } from './error-texts.ts';

/**
 * `quickjs-wasi/quickjs.wasm` as the engine runs it: errors in V8's words, and an allocator that can be listened to.
 * @throws {RangeError} for another version of it.
 */
export function prepareBinary(quickjs: Uint8Array): Uint8Array<ArrayBuffer> {
  return withAllocationEvents(withErrorTexts(quickjs));
}
