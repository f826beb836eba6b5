// The image's entry. Order matters: packages below look for globals while they load.
import { defineGlobals, listGlobals } from './internal/globals.ts';
import { console } from './internal/console.ts';
import { BroadcastChannel } from './internal/broadcast-channel.ts';
import { MessageEvent } from './internal/message-event.ts';
import { MessageChannel, MessagePort } from './internal/message-port.ts';
import { fetch, FormData, Headers, Request, Response } from './internal/fetch.ts';
import { process } from './internal/process.ts';
import { structuredClone } from './internal/structured-clone.ts';
import { URL } from './internal/url.ts';
import { URLSearchParams } from './internal/url-search-params.ts';
import buffer from './node/buffer.ts';
import { webcrypto } from './node/crypto.ts';
import { performance } from './node/perf-hooks.ts';
import streamWeb from './node/stream-web.ts';
import './internal/hosts-file.ts';
import './internal/program-handles.ts';
import './internal/stream-web-methods.ts';
import './node/module.ts';

const { atob, Blob, btoa, Buffer, File } = buffer;

const navigator = { userAgent: 'Node.js/24', hardwareConcurrency: 1, language: 'en-US', languages: ['en-US'], platform: 'linux' };

defineGlobals({
  ...streamWeb,
  BroadcastChannel,
  MessageChannel,
  MessageEvent,
  MessagePort,
  Blob,
  Buffer,
  File,
  URL,
  URLSearchParams,
  console,
  FormData,
  Headers,
  process,
  Request,
  Response,
});
listGlobals({ atob, btoa, crypto: webcrypto, fetch, navigator, performance, structuredClone });
