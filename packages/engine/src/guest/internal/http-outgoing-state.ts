import { kContentLength, kSpecial } from './http-head-record.ts';
import { kHead, kOutHeaders } from './http-header-store.ts';

export type Done = (error?: Error | null) => void;
export type Chunk = string | Uint8Array;

/** The head has left. */
export const kHeadSent: unique symbol = Symbol('head sent');
/** The other side does not keep up: 'drain', callbacks and 'finish' wait. */
export const kWaiting: unique symbol = Symbol('waiting');
export const kErrored: unique symbol = Symbol('kErrored');
export const kNeedDrain: unique symbol = Symbol('kNeedDrain');
/** What was written in this tick. */
export const kPieces: unique symbol = Symbol('pieces');
export const kTickBytes: unique symbol = Symbol('bytes written in this tick');
export const kHeldCallbacks: unique symbol = Symbol('held callbacks');
export const kEndCallbacks: unique symbol = Symbol('kEndCallbacks');
export const kWritableFinished: unique symbol = Symbol('kWritableFinished');
export const kBytesWritten: unique symbol = Symbol('kBytesWritten');
/** Names whose values go out in one line. */
export const kUniqueHeaders: unique symbol = Symbol('kUniqueHeaders');
/** Bytes that wait for a socket, of a message that no exchange stands behind. */
export const kOutput: unique symbol = Symbol('kOutput');
export const kCorked: unique symbol = Symbol('kCorked');
export const kFinishHeld: unique symbol = Symbol('finish held');

export const HIGH_WATER_MARK = 65_536;

/** What a new message starts with. On the prototype, so that a message has few properties of its own. */
export const OUTGOING_DEFAULTS = {
  // By this the stream functions (finished, pipeline) know a message that is no Writable.
  _defaultKeepAlive: true,
  socket: null,
  destroyed: false,
  finished: false,
  writable: true,
  sendDate: false,
  shouldKeepAlive: true,
  useChunkedEncodingByDefault: true,
  strictContentLength: false,
  maxRequestsOnConnectionReached: false,
  _last: false,
  _hasBody: true,
  _closed: false,
  _removedConnection: false,
  _removedContLen: false,
  _removedTE: false,
  /** `Name: value` lines that follow the body. */
  _trailer: '',
  [kOutHeaders]: null,
  [kSpecial]: 0,
  [kHead]: null,
  [kHeadSent]: false,
  [kWaiting]: false,
  [kContentLength]: undefined,
  [kErrored]: null,
  [kNeedDrain]: false,
  [kPieces]: null,
  [kTickBytes]: 0,
  [kHeldCallbacks]: null,
  [kEndCallbacks]: null,
  [kWritableFinished]: false,
  [kBytesWritten]: 0,
  [kFinishHeld]: false,
  [kOutput]: null,
  [kCorked]: 0,
};
