import { kContentLength } from './http-head-record.ts';
import { HeaderStore, kHead } from './http-header-store.ts';
import type { RawPiece } from './http-outgoing-raw.ts';
import {
  type Done,
  HIGH_WATER_MARK,
  kBytesWritten,
  kEndCallbacks,
  kErrored,
  kFinishHeld,
  kHeadSent,
  kHeldCallbacks,
  kNeedDrain,
  kPieces,
  kTickBytes,
  kOutput,
  kCorked,
  kUniqueHeaders,
  kWaiting,
  kWritableFinished,
} from './http-outgoing-state.ts';
import type { HttpSocket } from './http-socket.ts';

/** How far a message is that is being written. */
export class OutgoingStatus extends HeaderStore {
  // Their values are on the prototype, see OUTGOING_DEFAULTS.
  declare socket: HttpSocket | null;
  declare destroyed: boolean;
  declare finished: boolean;
  declare writable: boolean;
  declare shouldKeepAlive: boolean;
  declare useChunkedEncodingByDefault: boolean;
  declare strictContentLength: boolean;
  declare maxRequestsOnConnectionReached: boolean;
  declare _trailer: string;
  declare _last: boolean;
  declare _hasBody: boolean;
  declare _closed: boolean;
  declare [kHeadSent]: boolean;
  declare [kWaiting]: boolean;
  declare [kContentLength]: number | undefined;
  declare [kErrored]: Error | null | undefined;
  declare [kNeedDrain]: boolean;
  declare [kPieces]: Uint8Array[] | null;
  declare [kTickBytes]: number;
  declare [kHeldCallbacks]: Done[] | null;
  declare [kEndCallbacks]: Done[] | null;
  declare [kWritableFinished]: boolean;
  declare [kBytesWritten]: number;
  declare [kFinishHeld]: boolean;
  declare [kOutput]: RawPiece[] | null;
  declare [kCorked]: number;
  declare [kUniqueHeaders]: ReadonlySet<string> | undefined;

  get connection(): HttpSocket | null {
    return this.socket;
  }
  set connection(socket: HttpSocket | null) {
    this.socket = socket;
  }
  get writableEnded(): boolean {
    return this.finished;
  }
  get writableFinished(): boolean {
    return this[kWritableFinished];
  }
  get writableNeedDrain(): boolean {
    return !this.destroyed && !this.finished && this[kNeedDrain];
  }
  /** Bytes that have not left, framed as they will be. What left but was not taken is only known to be none or some. */
  get writableLength(): number {
    const chunked = this.chunkedEncoding;
    const held = (this[kPieces] ?? []).reduce((sum, { length }) => sum + length + (chunked ? length.toString(16).length + 4 : 0), 0);
    return held + (this[kWaiting] ? HIGH_WATER_MARK : 0);
  }
  get writableHighWaterMark(): number {
    return HIGH_WATER_MARK;
  }
  get writableObjectMode(): boolean {
    return false;
  }
  get writableCorked(): number {
    return this[kCorked];
  }
  override get errored(): Error | null {
    return this[kErrored] ?? null;
  }
  override get closed(): boolean {
    return this._closed;
  }
  get chunkedEncoding(): boolean {
    return this[kHead]?.chunked ?? false;
  }
  get _headerSent(): boolean {
    return this[kHeadSent];
  }
}
