import initStripper, { transformSync } from '@swc/wasm-typescript-esm';
import { type EngineSandboxOptions, prepareBinary } from '@unhandled/lab/sandboxes/engine';
import encodingUrl from 'quickjs-wasi/encoding.so?url';
import quickjsUrl from 'quickjs-wasi/quickjs.wasm?url';
import expressImageUrl from '@unhandled/engine/images/express.image?url';
import koaImageUrl from '@unhandled/engine/images/koa.image?url';
import nodeImageUrl from '@unhandled/engine/images/node.image?url';
import { KeptLoads } from './kept-loads.ts';

type EngineAssets = Awaited<ReturnType<EngineSandboxOptions['assets']>>;

/** Images by the packages they hold. */
const IMAGES = [
  { packages: ['koa'], url: koaImageUrl },
  { packages: ['express'], url: expressImageUrl },
];

type PackageBundle = NonNullable<EngineAssets['packages']>[number];

/** Packages that are in no image, each fetched when a lab names it. */
const BUNDLES = import.meta.glob<PackageBundle>('/packages/engine/images/packages/*.json', { import: 'default' });

/** A package and those that it requires. */
async function loadBundles(names: readonly string[], found = new Map<string, PackageBundle>()): Promise<PackageBundle[]> {
  for (const name of names) {
    if (found.has(name)) continue;
    const bundle = await BUNDLES[`/packages/engine/images/packages/${name.replace('/', '+')}.json`]?.();
    if (bundle === undefined) throw new Error(`No engine package ${name}: add it to BUNDLED_PACKAGES in scripts/image-names.ts`);
    found.set(name, bundle);
    await loadBundles(bundle.requires, found);
  }
  return [...found.values()];
}

async function load(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Cannot fetch ${url}: the server answered ${response.status}`);
  // Servers that do not know .wasm or .so send another type, which compileStreaming refuses.
  return response.arrayBuffer();
}

const compileEngine = async (url: string) => WebAssembly.compile(prepareBinary(new Uint8Array(await load(url))));

/** Files whose types were erased before: most of a lab does not change between two runs, and each run reads it twice. */
const stripped = new Map<string, { code: string }>();
const MAX_STRIPPED = 200;

const stripOnce: EngineAssets['transform'] = (source, { mode, filename }) => {
  const known = stripped.get(source);
  if (known !== undefined) return known;
  const result = transformSync(source, { mode, filename });
  if (stripped.size >= MAX_STRIPPED) stripped.clear();
  stripped.set(source, result);
  return result;
};

type Binary = Omit<EngineAssets, 'image' | 'packages'>;
const binaries = new KeptLoads<Binary>();
const images = new KeptLoads<Uint8Array>();

async function loadBinary(): Promise<Binary> {
  const extension = async (name: string, url: string) => ({ name, wasm: await WebAssembly.compile(await load(url)) });
  const [wasm, extensions] = await Promise.all([compileEngine(quickjsUrl), Promise.all([extension('encoding', encodingUrl)]), initStripper()]);
  return { wasm, extensions, transform: stripOnce, wallClockMs: () => Date.now() };
}

/** Everything that a machine with these packages is made of; fetched once. @throws when a part does not come: the next call asks for it again. */
export async function loadEngineAssets(packages: readonly string[]): Promise<EngineAssets> {
  const held = IMAGES.find((image) => image.packages.every((name) => packages.includes(name)));
  const url = held?.url ?? nodeImageUrl;
  const [binary, image, bundles] = await Promise.all([
    binaries.get(quickjsUrl, loadBinary),
    images.get(url, async () => new Uint8Array(await load(url))),
    loadBundles(packages.filter((name) => !held?.packages.includes(name))),
  ]);
  return { ...binary, image, packages: bundles };
}
