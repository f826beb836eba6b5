import type { HttpRequestRecord } from '../../abi/syscalls.ts';
import type { ServerConnection } from './http-server-connection.ts';
import { runFor } from './net-registry.ts';
import { entries } from './sys.ts';

/** By handle. */
export const connections = new Map<number, ServerConnection>();
/** Those whose request is being answered, by exchange. */
export const answering = new Map<number, ServerConnection>();

const { parse } = JSON;

entries.onHttpRequest = (json) => {
  const records = parse(json) as HttpRequestRecord[];
  const [first] = records;
  if (first !== undefined) runFor(connections.get(first.socket), (connection) => connection.receive(records));
};
entries.onHttpBody = (id, bytes) => runFor(answering.get(id), (connection) => connection.receiveBody(bytes));
entries.onHttpBodyEnd = (id, trailers) => runFor(answering.get(id), (connection) => connection.receiveBodyEnd(trailers));
entries.onHttpDrain = (id) => runFor(answering.get(id), (connection) => connection.drained());
