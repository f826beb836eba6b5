import assert, { strict } from '../node/assert.ts';
import asyncHooks from '../node/async-hooks.ts';
import buffer from '../node/buffer.ts';
import childProcess from '../node/child-process.ts';
import cluster from '../node/cluster.ts';
import crypto from '../node/crypto.ts';
import diagnosticsChannel from '../node/diagnostics-channel.ts';
import dns from '../node/dns.ts';
import events from '../node/events.ts';
import fs from '../node/fs.ts';
import http from '../node/http.ts';
import http2 from '../node/http2.ts';
import https from '../node/https.ts';
import net from '../node/net.ts';
import os from '../node/os.ts';
import path from '../node/path.ts';
import perfHooks from '../node/perf-hooks.ts';
import punycode from '../node/punycode.ts';
import querystring from '../node/querystring.ts';
import readline from '../node/readline.ts';
import stream from '../node/stream.ts';
import streamConsumers from '../node/stream-consumers.ts';
import streamWeb from '../node/stream-web.ts';
import stringDecoder from '../node/string-decoder.ts';
import test from '../node/test.ts';
import timers from '../node/timers.ts';
import tls from '../node/tls.ts';
import tty from '../node/tty.ts';
import url from '../node/url.ts';
import util from '../node/util.ts';
import v8 from '../node/v8.ts';
import workerThreads from '../node/worker-threads.ts';
import zlib from '../node/zlib.ts';
import { console } from './console.ts';
import { codedError, unavailable } from './errors.ts';
import { hasInvalidCharacter, isToken, validateHeaderName, validateHeaderValue } from './http-headers.ts';
import { parsers } from './http-limits.ts';
import { kConnectionsCheckingInterval } from './http-server.ts';
import { restoreNames } from './export-names.ts';
import { process } from './process.ts';
import { entries, sys } from './sys.ts';

/** What `require` gives for each name. */
const BUILTINS: Record<string, unknown> = {
  assert,
  'assert/strict': strict,
  async_hooks: asyncHooks,
  buffer,
  child_process: childProcess,
  cluster,
  console,
  constants: { ...os.constants.errno, ...os.constants.signals, ...fs.constants },
  crypto,
  diagnostics_channel: diagnosticsChannel,
  dns,
  'dns/promises': dns.promises,
  events,
  fs,
  'fs/promises': fs.promises,
  http,
  http2,
  https,
  net,
  os,
  path,
  'path/posix': path,
  perf_hooks: perfHooks,
  process,
  punycode,
  querystring,
  readline,
  'readline/promises': readline.promises,
  stream,
  'stream/consumers': streamConsumers,
  'stream/promises': stream.promises,
  'stream/web': streamWeb,
  string_decoder: stringDecoder,
  sys: util,
  test,
  timers,
  'timers/promises': timers.promises,
  tls,
  tty,
  url,
  util,
  'util/types': util.types,
  v8,
  worker_threads: workerThreads,
  zlib,
};

/** Names from before modules had a prefix: parts of others, deprecated and still asked for by old packages. */
const { Agent, globalAgent, ClientRequest, IncomingMessage, OutgoingMessage, Server, ServerResponse, METHODS, STATUS_CODES } = http;
Object.assign(BUILTINS, {
  _http_agent: { Agent, globalAgent },
  _http_client: { ClientRequest },
  _http_common: { methods: METHODS, CRLF: '\r\n', _checkIsHttpToken: isToken, _checkInvalidHeaderChar: hasInvalidCharacter, parsers },
  _http_incoming: { IncomingMessage },
  _http_outgoing: { OutgoingMessage, validateHeaderName, validateHeaderValue },
  _http_server: { Server, ServerResponse, STATUS_CODES, kConnectionsCheckingInterval },
  _stream_duplex: stream.Duplex,
  _stream_passthrough: stream.PassThrough,
  _stream_readable: stream.Readable,
  _stream_transform: stream.Transform,
  _stream_writable: stream.Writable,
});

/** Parts of Node that exist there and not here: requiring one says so by name. */
const UNAVAILABLE = new Set([
  'dgram',
  'domain',
  'inspector',
  'inspector/promises',
  'path/win32',
  'repl',
  'sea',
  'sqlite',
  'test/reporters',
  'trace_events',
  'vm',
  'wasi',
]);

for (const exports of [...Object.values(BUILTINS), globalThis])
  if (exports !== null && (typeof exports === 'object' || typeof exports === 'function')) restoreNames(exports);

const packages = new Map<string, unknown>();

export const builtinNames: readonly string[] = [...Object.keys(BUILTINS), 'module', ...UNAVAILABLE].sort();

/** Files the exports of a module that is made from others of this table. */
export function addBuiltin(name: string, exports: unknown): void {
  BUILTINS[name] = exports;
}

/** Those that exist only with their prefix. */
const PREFIX_ONLY = new Set(['sea', 'sqlite', 'test', 'test/reporters']);

/** module.builtinModules */
export const publicNames: readonly string[] = [
  ...builtinNames.filter((name) => !PREFIX_ONLY.has(name)),
  ...builtinNames.filter((name) => PREFIX_ONLY.has(name)).map((name) => `node:${name}`),
];

const publicSet = new Set([...publicNames, ...builtinNames.map((name) => `node:${name}`)]);

export function isBuiltin(specifier: string): boolean {
  return publicSet.has(specifier);
}

/** Exports of a built-in (`fs`, `node:fs`) or of a package in the image (`koa`, `npm:koa`). @throws ERR_UNSUPPORTED for what is not there. */
export function builtin(specifier: string): unknown {
  const name = specifier.replace(/^(?:node|npm):/, '');
  if (!specifier.startsWith('npm:') && Object.hasOwn(BUILTINS, name)) return BUILTINS[name];
  if (packages.has(name)) return packages.get(name);
  if (UNAVAILABLE.has(name)) {
    // While an image is built nobody is there to hear of it.
    if (process.pid !== 0) sys.unsupported(`node:${name}`);
    throw unavailable(`node:${name}`);
  }
  if (specifier.startsWith('npm:')) return loadPackage(name);
  if (specifier.startsWith('node:')) throw codedError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${specifier}`);
  throw Object.assign(new Error(`Cannot find module '${specifier}'`), { code: 'MODULE_NOT_FOUND' });
}

/** What the packages loaded so far give for each specifier. */
const loaders = new Map<string, (specifier: string) => unknown>();

/** A module of a package that is not in the image: the whole package is compiled once, its modules run as they are asked for. */
function loadPackage(specifier: string): unknown {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  let load = loaders.get(name);
  if (load === undefined) {
    const module: { exports: unknown } = { exports: {} };
    const run = sys.compileCommonJs(`npm:${specifier}`) as (...args: unknown[]) => void;
    run(module.exports, requireFromPackage, module, `/app/node_modules/${name}/index.js`, `/app/node_modules/${name}`);
    load = module.exports as (specifier: string) => unknown;
    loaders.set(name, load);
  }
  const exports = load(specifier);
  packages.set(specifier, exports);
  return exports;
}

/** `require` inside a package: Node's modules and other packages; its own files are part of it. */
function requireFromPackage(specifier: string): unknown {
  const name = specifier.replace(/^node:/, '');
  if (specifier.startsWith('node:') || isBuiltin(name)) return builtin(specifier);
  return builtin(`npm:${specifier}`);
}

process.getBuiltinModule = (name) => {
  const plain = name.replace(/^node:/, '');
  return Object.hasOwn(BUILTINS, plain) ? BUILTINS[plain] : undefined;
};

entries.builtin = builtin;
entries.registerPackage = (name, exports) => {
  packages.set(name, exports);
};
