import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import type { ContextFrame } from './async-context.ts';
import { runFor } from './net-registry.ts';
import { entries } from './sys.ts';

const { parse } = JSON;

/** A request that waits for its response. */
export interface ResponseReceiver {
  readonly context: ContextFrame | undefined;
  /** An interim answer, the head of the response, or all of it. */
  receive(record: HttpResponseRecord): void;
  receiveBody(bytes: ArrayBuffer): void;
  /** @param trailers `Name: value` lines. */
  receiveEnd(trailers: string): void;
  /** What came back is no HTTP. @param text code and reason. */
  parseFailed(text: string): void;
}

/** Requests on their way, by exchange. */
export const underWay = new Map<number, ResponseReceiver>();

entries.onHttpResponse = (json) => {
  const record = parse(json) as HttpResponseRecord;
  runFor(underWay.get(record.id), (request) => request.receive(record));
};
entries.onHttpResponseBody = (id, bytes) => runFor(underWay.get(id), (request) => request.receiveBody(bytes));
entries.onHttpResponseEnd = (id, trailers) => runFor(underWay.get(id), (request) => request.receiveEnd(trailers));
entries.onHttpResponseError = (id, text) => runFor(underWay.get(id), (request) => request.parseFailed(text));
