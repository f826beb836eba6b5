import path from '../node/path.ts';
import querystring from '../node/querystring.ts';
import stringDecoder from '../node/string-decoder.ts';
import streamWeb from '../node/stream-web.ts';
import assert from '../node/assert.ts';
import asyncHooks from '../node/async-hooks.ts';
import buffer from '../node/buffer.ts';
import crypto from '../node/crypto.ts';
import diagnosticsChannel from '../node/diagnostics-channel.ts';
import dns from '../node/dns.ts';
import events from '../node/events.ts';
import fs from '../node/fs.ts';
import http from '../node/http.ts';
import net from '../node/net.ts';
import os from '../node/os.ts';
import perfHooks from '../node/perf-hooks.ts';
import stream from '../node/stream.ts';
import timers from '../node/timers.ts';
import url from '../node/url.ts';
import util from '../node/util.ts';
import v8 from '../node/v8.ts';
import zlib from '../node/zlib.ts';
import { console } from './console.ts';
import { unavailable } from './errors.ts';
import { process } from './process.ts';
import { entries, sys } from './sys.ts';

type Exports = any;
type Require = ((specifier: string) => Exports) & { resolve: (specifier: string) => string; cache: object; main?: unknown };
interface CommonJsModule {
  id: string;
  filename: string;
  path: string;
  exports: Exports;
  loaded: boolean;
  children: CommonJsModule[];
  paths: string[];
}

const BUILTINS: Record<string, () => Exports> = {
  assert: () => assert, 'assert/strict': () => assert, async_hooks: () => asyncHooks, buffer: () => buffer, console: () => console, constants: () => os.constants, crypto: () => crypto,
  diagnostics_channel: () => diagnosticsChannel, dns: () => dns, 'dns/promises': () => dns.promises, events: () => events, fs: () => fs, 'fs/promises': () => fs.promises,
  http: () => http, module: () => moduleExports, net: () => net, os: () => os, path: () => path, 'path/posix': () => path, perf_hooks: () => perfHooks, process: () => process,
  punycode: () => ({ toASCII: (text: string) => text, toUnicode: (text: string) => text }), querystring: () => querystring, stream: () => stream, 'stream/promises': () => stream.promises, 'stream/web': () => streamWeb,
  string_decoder: () => stringDecoder, timers: () => timers, 'timers/promises': () => timers.promises, tty: () => ({ isatty: () => false }), url: () => url, util: () => util, 'util/types': () => util.types, v8: () => v8, zlib: () => zlib,
};

/** Parts of Node that exist there and not here: requiring one says so by name. */
const UNAVAILABLE = new Set([
  'child_process', 'cluster', 'dgram', 'domain', 'http2', 'https', 'inspector', 'readline', 'readline/promises', 'repl', 'sea', 'sqlite', 'stream/consumers', 'test', 'tls', 'trace_events', 'vm', 'wasi', 'worker_threads',
]);

const packages = new Map<string, Exports>();

/** Exports of a built-in or of a package in the image. @throws an ERR_UNSUPPORTED error for what is not there. */
export function builtin(specifier: string): Exports {
  const isPackage = specifier.startsWith('npm:');
  const name = specifier.replace(/^(?:node|npm):/, '');
  const found = isPackage ? undefined : BUILTINS[name];
  if (found !== undefined) return found();
  if (packages.has(name)) return packages.get(name);
  if (UNAVAILABLE.has(name)) {
    sys.unsupported(`node:${name}`);
    throw unavailable(`node:${name}`);
  }
  throw Object.assign(new Error(`Cannot find module '${specifier}'`), { code: 'MODULE_NOT_FOUND' });
}

entries.builtin = builtin;
entries.registerPackage = (name, exports) => {
  packages.set(name, exports);
};

const cache: Record<string, CommonJsModule> = Object.create(null);

function createRequire(from: string | URL): Require {
  const importer = String(from).startsWith('file:') ? url.fileURLToPath(String(from)) : String(from);
  const resolve = (specifier: string) => {
    try {
      return sys.resolveCommonJs(specifier, importer);
    } catch (error) {
      throw Object.assign(error as Error, { code: 'MODULE_NOT_FOUND' });
    }
  };
  return Object.assign((specifier: string) => load(resolve(specifier)).exports, { resolve, cache });
}

function load(name: string): CommonJsModule {
  const cached = cache[name];
  if (cached !== undefined) return cached;
  const folder = name.slice(0, name.lastIndexOf('/'));
  const module: CommonJsModule = { id: name, filename: name, path: folder, exports: {}, loaded: false, children: [], paths: [] };
  if (!name.startsWith('/')) {
    module.exports = builtin(name);
    return module;
  }
  cache[name] = module;
  try {
    if (name.endsWith('.json')) module.exports = JSON.parse(fs.readFileSync(name, 'utf8'));
    else {
      const run = sys.compileCommonJs(name) as (...args: unknown[]) => void;
      run.call(module.exports, module.exports, createRequire(name), module, name, folder);
    }
  } catch (error) {
    delete cache[name];
    throw error;
  }
  module.loaded = true;
  return module;
}

entries.runCommonJs = (path) => {
  load(path);
};

const builtinModules = [...Object.keys(BUILTINS), ...UNAVAILABLE].filter((name) => !name.startsWith('_'));
const moduleExports = { createRequire, builtinModules, isBuiltin: (name: string) => builtinModules.includes(name.replace(/^node:/, '')), _cache: cache };

process.getBuiltinModule = (name: string) => (moduleExports.isBuiltin(name) && !UNAVAILABLE.has(name.replace(/^node:/, '')) ? builtin(name) : undefined);
