// Packs packages/engine and uses the tarball in an empty project, without the network: on Node, through tsc, and in Chromium
// bundled by Vite and by esbuild. Usage: node scripts/check-package.ts [--json]
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { openBrowser } from './engine-page.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ANSWER = '200 hello from the page\n';

/** The README's program: a server in the machine, asked from outside. */
const useOf = (assets: string) =>
  `
import { Machine } from '@unhandled/engine';
${assets}
export async function hello() {
  const machine = await Machine.boot({ assets: await loadAssets() });
  await machine.mount({ 'server.mjs': { file: { contents: "import http from 'node:http';\\nhttp.createServer((request, response) => response.end('hello from ' + request.url.slice(1))).listen(3000);" } } });
  const listening = new Promise<number>((resolve) => machine.on('server-ready', (port) => resolve(port)));
  const server = await machine.spawn('node', ['server.mjs']);
  const port = await listening;
  const answer = await new Promise<string>((resolve) => {
    machine.client(port).send({ method: 'GET', path: '/the page', headers: {} }, (result) => resolve(result.kind === 'response' ? result.status + ' ' + result.body : result.kind));
    machine.wake();
  });
  if (!server.handles().some(({ kind }) => kind === 'server')) throw new Error('The handle table does not show the server');
  machine.teardown();
  return answer + '\\n';
}
`
    .replace('/the page', '/the%20page')
    .replace('.url.slice(1)', ".url.slice(1).replace('%20', ' ')");

const ON_NODE = useOf("import { readEngineAssets as loadAssets } from '@unhandled/engine/node';");
const IN_WORKER = `${useOf("import { loadEngineAssets } from '@unhandled/engine/web';\nconst loadAssets = () => loadEngineAssets(OPTIONS);")}
hello().then((text) => postMessage(text), (error) => postMessage(String(error.stack ?? error)));
`;
const PAGE = "new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }).onmessage = ({ data }) => { document.title = data; };";

/** An empty project with the tarball and its dependencies in node_modules, as an installation leaves them. */
function installInto(project: string): void {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', project], {
      cwd: join(ROOT, 'packages/engine'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    }).replace(/^[^[]*/, ''),
  ) as [{ filename: string }];
  const home = join(project, 'node_modules/@unhandled/engine');
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['xzf', join(project, packed.filename), '-C', home, '--strip-components=1']);
  const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies)) {
    mkdirSync(join(project, 'node_modules', name, '..'), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(project, 'node_modules', name), 'junction');
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
}

function onNode(project: string): string {
  writeFileSync(join(project, 'hello.ts'), `${ON_NODE}\nhello().then((text) => process.stdout.write(text));`);
  return execFileSync(process.execPath, ['hello.ts'], { cwd: project, encoding: 'utf8', timeout: 30_000 });
}

function throughTypes(project: string): string {
  writeFileSync(join(project, 'typed.ts'), ON_NODE);
  const compilerOptions = { noEmit: true, strict: true, target: 'es2023', module: 'nodenext', lib: ['es2023', 'esnext.disposable', 'dom'], types: [] };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', project], { stdio: ['ignore', 'inherit', 'inherit'] });
  return ANSWER;
}

async function bundledByVite(project: string): Promise<string> {
  const site = join(project, 'vite');
  mkdirSync(site);
  writeFileSync(join(site, 'index.html'), '<!doctype html><title></title><script type="module" src="./page.ts"></script>');
  writeFileSync(join(site, 'page.ts'), PAGE);
  writeFileSync(join(site, 'worker.ts'), IN_WORKER.replace('OPTIONS', ''));
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  writeFileSync(join(site, 'vite.config.mjs'), "export default { worker: { format: 'es' }, logLevel: 'error' };");
  execFileSync(process.execPath, [vite, 'build'], { cwd: site, stdio: ['ignore', 'inherit', 'inherit'], timeout: 120_000 });
  return titleOf(join(site, 'dist'));
}

async function bundledByEsbuild(project: string): Promise<string> {
  const site = join(project, 'esbuild');
  mkdirSync(site);
  writeFileSync(join(site, 'index.html'), '<!doctype html><title></title><script type="module" src="./page.js"></script>');
  writeFileSync(join(site, 'page.js'), PAGE.replace('worker.ts', 'worker.js'));
  writeFileSync(join(site, 'worker-source.ts'), IN_WORKER.replace('OPTIONS', "{ base: '/engine/' }"));
  await build({
    entryPoints: [join(site, 'worker-source.ts')],
    outfile: join(site, 'worker.js'),
    bundle: true,
    format: 'esm',
    minify: true,
    logLevel: 'error',
  });
  cpSync(join(project, 'node_modules/@unhandled/engine/dist/assets'), join(site, 'engine'), { recursive: true });
  return titleOf(site);
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** Serves a folder to Chromium and waits for the page's title: its program's answer. */
async function titleOf(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    try {
      const body = readFileSync(join(folder, pathname === '/' ? 'index.html' : pathname));
      response.writeHead(200, { 'content-type': TYPES[extname(pathname) || '.html'] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error.message));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => document.title !== '', undefined, { timeout: 30_000 });
    return `${await page.title()}\n`;
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }
}

const project = mkdtempSync(join(tmpdir(), 'empty-project-'));
const ways = {
  'on Node': onNode,
  'through tsc': throughTypes,
  'in Chromium, bundled by Vite': bundledByVite,
  'in Chromium, bundled by esbuild': bundledByEsbuild,
};
const failed: string[] = [];
try {
  installInto(project);
  for (const [name, way] of Object.entries(ways)) {
    try {
      const answer = await way(project);
      if (answer !== ANSWER) throw new Error(`It answered ${JSON.stringify(answer)}`);
      console.error(`ok   the packed engine works ${name}`);
    } catch (error) {
      failed.push(name);
      console.error(`FAIL the packed engine does not work ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
} finally {
  rmSync(project, { recursive: true, force: true, maxRetries: 3 });
}
if (process.argv.includes('--json')) console.log(JSON.stringify({ ways: Object.keys(ways).length, failed }));
if (failed.length > 0) process.exitCode = 1;
