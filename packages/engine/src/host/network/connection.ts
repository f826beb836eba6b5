import type { HttpRequestRecord, HttpResponseRecord } from '../../abi/syscalls.ts';
import type { NetworkProcess } from './endpoint.ts';
import type { ByteSink, InboundQueue } from './inbound-queue.ts';
import type { ParserLimits } from './parser-limits.ts';

/** A listening server. */
export interface Listener {
  readonly handle: number;
  readonly process: NetworkProcess;
  /** -1 for one on a path. */
  readonly port: number;
  /** The address, or the path. */
  readonly host: string;
  /** 'http' servers are given messages, 'tcp' servers bytes. */
  readonly protocol: 'tcp' | 'http';
  /** Of requests. */
  limits: ParserLimits;
  /** Of `::`: IPv4 is not served. */
  readonly ipv6Only?: boolean;
  /** Others that say so may listen there, too. */
  readonly reusePort?: boolean;
}

/** One end of a connection that belongs to a process. */
export interface SocketEnd {
  readonly handle: number;
  readonly process: NetworkProcess;
  readonly port: number;
  /** Cleared when the process closed its descriptor. */
  open: boolean;
  /** No more writes from here. */
  finSent: boolean;
  /** The process was told that the other side is gone for good: further writes fail at once. */
  brokenPipe: boolean;
}

/** A connection between two ends; the client's is missing when the client is outside the machine. */
export interface Connection {
  readonly listener: Listener;
  readonly server: SocketEnd;
  readonly client: SocketEnd | undefined;
  /** Whether an outside client is still there; for one inside, see its end. */
  outsideOpen: boolean;
  /** What messages and bytes have come to so far. */
  readonly carried: { toServer: number; toClient: number };
  /** Of responses. */
  limits: ParserLimits;
  /** Requests under way by id, oldest first. */
  readonly exchanges: Map<number, Exchange>;
  toServer: ByteSink;
  toClient: ByteSink;
  /** What the server's process receives, when it speaks bytes. */
  serverReads: InboundQueue | undefined;
  /** What the client's process is receiving now: bytes, or the body of a response. */
  clientReads: InboundQueue | undefined;
  /** `clientReads` is a response's body that has not been read to its end. */
  bodyUnderWay: boolean;
  /** The server is gone, which the client learns after that body. */
  endPending: boolean;
  /** Set with the client's first message. */
  clientSpeaks: 'bytes' | 'messages';
  /** As its listener does, until it takes a connection over. */
  serverSpeaks: 'bytes' | 'messages';
  /** What the server is told once it has read the body of a request. */
  afterBody: (() => void) | undefined;
}

/** One request and its response. */
export interface Exchange {
  readonly id: number;
  readonly method: string;
  readonly connection: Connection;
  readonly client: ExchangeClient;
  /** Its response's body goes out in chunks. */
  chunked?: boolean;
  chunkedRequest?: boolean;
  /** Takes the request's body; undefined when it came whole. */
  body: ByteSink | undefined;
  /** The whole request has reached the server. */
  received: boolean;
  /** The whole response has left the server. */
  responded: boolean;
}

/** The client's side of an exchange: called as the response arrives. */
export interface ExchangeClient {
  /** A 1xx head before the response. */
  interim(response: HttpResponseRecord): void;
  /** The whole response at once; neither `head` nor `end` is called then. */
  complete(response: HttpResponseRecord, body: Uint8Array | undefined): void;
  /** @param more a piece or the end follows at once. */
  head(response: HttpResponseRecord, more?: boolean): void;
  /** Returns false when the server should wait. */
  body(bytes: Uint8Array, more?: boolean): boolean;
  /** @param trailers `Name: value` lines, each ended by CRLF. */
  end(trailers: string): void;
  /** The connection broke, or what came back is no HTTP, before the response was complete. */
  error(code: string): void;
  /** The server takes more of the request's body, after it had to wait. */
  room(): void;
}

export function isClientOpen(connection: Connection): boolean {
  return connection.client === undefined ? connection.outsideOpen : connection.client.open;
}

/** The end with this handle. */
export function endOf(connection: Connection, handle: number): SocketEnd | undefined {
  return connection.server.handle === handle ? connection.server : connection.client;
}

export function newEnd(handle: number, process: NetworkProcess, port: number): SocketEnd {
  return { handle, process, port, open: true, finSent: false, brokenPipe: false };
}

/** A request without what the network adds. */
export type OutgoingRequest = Omit<HttpRequestRecord, 'id' | 'socket' | 'server'>;

/** @param refusal what the server's parser would say of it, had it come in bytes. */
export interface NewRequest {
  readonly record: OutgoingRequest;
  readonly client: ExchangeClient;
  readonly refusal?: string | undefined;
}

/** Numbers of ends that are no descriptors, see Network.pair(). */
export const FIRST_PAIR_END = 2 ** 30;
