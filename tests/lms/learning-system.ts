import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import type { RecordStore } from './record-store.ts';

const require = createRequire(import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.so': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** The player of an LMS: scorm-again's API in a window, the package in a frame. What it commits goes to the server. */
const PLAYER = (
  script: string,
  create: string,
) => `<!doctype html><title>LMS</title><style>html,body{margin:0;height:100%}iframe{width:100%;height:100vh;border:0}</style>
<script src="/scorm-again/${script}"></script><script>${create}</script><iframe id="content" src="/content/launch.html?lab=the-pager"></iframe>`;
const PLAYERS: Readonly<Record<string, string>> = {
  scorm12: PLAYER(
    'scorm12.js',
    "window.API = new Scorm12API({ autocommit: false, lmsCommitUrl: '/commit', dataCommitFormat: 'json' }); const kept = window.name; if (kept) window.API.loadFromJSON(JSON.parse(kept), '');",
  ),
  scorm2004: PLAYER(
    'scorm2004.js',
    "window.API_1484_11 = new Scorm2004API({ autocommit: false, lmsCommitUrl: '/commit', dataCommitFormat: 'json' }); const kept = window.name; if (kept) window.API_1484_11.loadFromJSON(JSON.parse(kept), '');",
  ),
};

export interface LearningSystem {
  readonly url: string;
  /** What was committed, oldest first. */
  readonly commits: unknown[];
  close(): Promise<void>;
}

/**
 * An LMS for tests, on a free port: /content/ hands out the files of a package as they are (no page for a folder), /scorm12.html
 * and /scorm2004.html play it, /lrs/ is the record store.
 */
export async function startLearningSystem(files: ReadonlyMap<string, Uint8Array>, store?: RecordStore): Promise<LearningSystem> {
  const commits: unknown[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://lms.example');
    const [, top = '', ...rest] = pathname.split('/');
    const path = decodeURIComponent(rest.join('/'));
    if (top === 'lrs' && store !== undefined) return store.answer(request, response, path, searchParams);
    if (pathname === '/commit') {
      let text = '';
      for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
      commits.push(JSON.parse(text));
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"result":true,"errorCode":0}');
    }
    const player = PLAYERS[top.replace('.html', '')];
    const body =
      player ??
      (top === 'returned.html' ? '<title>LMS</title>back' : top === 'content' ? files.get(path) : top === 'scorm-again' ? scormAgain(path) : undefined);
    const type = player === undefined ? TYPES[extname(pathname)] : TYPES['.html'];
    if (body === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': type ?? 'application/octet-stream' }).end(body);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    commits,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function scormAgain(name: string): Uint8Array | undefined {
  return /^scorm(?:12|2004)\.js$/.test(name) ? readFileSync(require.resolve('scorm-again').replace(/[^/\\]+$/, name)) : undefined;
}
