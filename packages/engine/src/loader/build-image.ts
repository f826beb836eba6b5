import { CELL } from '../abi/entries.ts';
import { ENTRY_NAMES } from '../abi/entry-names.ts';
import { SYSCALL_NAMES } from '../abi/syscall-names.ts';
import { IMAGE_FORMAT, type ImageHeader, packImage } from '../vm/image.ts';
import type { VmExtension } from '../vm/options.ts';
import { type GuestFunction, Vm } from '../vm/vm.ts';
import { BUILTIN_SYMBOL } from './module-source.ts';

export interface ImageSource {
  readonly wasm: WebAssembly.Module;
  readonly extensions: readonly VmExtension[];
  /** The guest layer, bundled to one classic script. */
  readonly guestSource: string;
  /** npm packages, each bundled to CommonJS with Node's modules external; in the order in which they may need each other. */
  readonly packages: readonly { readonly name: string; readonly source: string }[];
}

/** What the guest layer's code is called where it has a name. */
const GUEST_FILE = 'node:internal';
/** An image is built with room to spare; the limit that counts is set when it is restored. */
const BUILD_MEMORY_BYTES = 256 * 1024 * 1024;
/** Images must be the same from build to build: a fixed time, which also seeds Math.random. */
const BUILD_TIME_MS = 1_793_988_000_000;

/**
 * Loads the guest layer and the packages into a fresh machine and freezes its memory.
 * Deterministic: the same source gives the same bytes.
 * @throws when the guest layer lacks an entry point, or a package fails to load.
 */
export async function buildImage(source: ImageSource): Promise<Uint8Array<ArrayBuffer>> {
  const vm = await createBuildVm(source);
  // Compiling takes several times the memory of what comes of it. Done in another machine, none of that is left in the image.
  const compiler = await createBuildVm(source);
  // Frames of Node's own layer are left out of stacks, so its lines would only take a tenth of the image.
  const run: RunScript = (text, filename) => vm.runCompiled(compiler.compileStripped(text, filename, filename !== GUEST_FILE));
  try {
    const sys = vm.newSyscallObject(SYSCALL_NAMES);
    for (const name of SYSCALL_NAMES) {
      vm.provide(name, () => {
        if (name === 'monotonicMs') return 0;
        // Listing a built-in that is not available reports it; nobody is there to be told yet.
        if (name === 'unsupported') return undefined;
        throw new Error(`sys.${name}() was called while an image was built: call it when the process starts`);
      });
    }
    const cell = vm.newCell(CELL.length);
    const entries = vm.evalScript('({})', 'entries');
    const setBridge = vm.evalScript('(sys, cell, entries) => { globalThis.__bridge = { sys, cell, entries }; }', 'bridge');
    vm.callWithBoxes(setBridge, [sys.ptr, cell.view.ptr, entries.ptr]);
    run(source.guestSource, GUEST_FILE).dispose();
    vm.runJobs();

    const tokens: Record<string, number> = {};
    const functions: Record<string, GuestFunction> = {};
    for (const name of ENTRY_NAMES) {
      const fn = entries.getProp(name);
      if (!fn.isFunction) throw new Error(`The guest layer registers no entry point "${name}"`);
      functions[name] = fn;
      tokens[name] = vm.exportFunction(fn);
    }
    const builtin = functions['builtin'] as GuestFunction;
    const exportNames = loadPackages(vm, run, builtin, functions['registerPackage'] as GuestFunction, source.packages);
    const builtins = listBuiltins(vm, builtin);
    for (const name of builtins) exportNames[`node:${name}`] = listExports(vm, builtin, name);
    vm.runJobs();

    const header: ImageHeader = {
      format: IMAGE_FORMAT,
      quickjs: vm.version,
      cell: cell.address,
      entries: tokens,
      builtins,
      packages: source.packages.map(({ name }) => name),
      exportNames,
    };
    vm.collectGarbage();
    return packImage(header, vm.snapshot());
  } finally {
    vm.dispose();
    compiler.dispose();
  }
}

/** Evaluates a script; its result belongs to the caller. */
type RunScript = (source: string, filename: string) => GuestFunction;

function createBuildVm({ wasm, extensions }: ImageSource): Promise<Vm> {
  return Vm.create({
    wasm,
    extensions,
    nowMs: () => BUILD_TIME_MS,
    memoryLimitBytes: BUILD_MEMORY_BYTES,
    interrupt: () => false,
    resolveModule: (specifier) => specifier,
    loadModule: (name) => {
      throw new Error(`Module ${name} was imported while an image was built: bundle it`);
    },
  });
}

function loadPackages(
  vm: Vm,
  runScript: RunScript,
  builtin: GuestFunction,
  register: GuestFunction,
  packages: ImageSource['packages'],
): Record<string, string[]> {
  const expose = vm.evalScript(
    `(builtin) => { Object.defineProperty(globalThis, Symbol.for(${JSON.stringify(BUILTIN_SYMBOL)}), { value: builtin }); }`,
    'expose',
  );
  vm.callWithBoxes(expose, [builtin.ptr]);
  const load = vm.evalScript(
    `(run, builtin, register, name) => {
      const module = { exports: {} };
      run(builtin, module, module.exports);
      register(name, module.exports);
      return JSON.stringify(Object.keys(module.exports));
    }`,
    'load',
  );
  const exportNames: Record<string, string[]> = {};
  for (const { name, source } of packages) {
    const run = runScript(`(function(require,module,exports){${source}\n})`, `npm:${name}`);
    const names = vm.callWithBoxes(load, [run.ptr, builtin.ptr, register.ptr], name);
    exportNames[`npm:${name}`] = JSON.parse(String(names)) as string[];
    run.dispose();
    vm.runJobs();
  }
  load.dispose();
  expose.dispose();
  return exportNames;
}

function listBuiltins(vm: Vm, builtin: GuestFunction): string[] {
  const list = vm.evalScript(`(builtin) => JSON.stringify(builtin('module').builtinModules.map((name) => name.replace('node:', '')))`, 'builtins');
  const names = JSON.parse(String(vm.callWithBoxes(list, [builtin.ptr]))) as string[];
  list.dispose();
  return names;
}

/** Names of a built-in's exports; none for those that throw because they are not available. */
function listExports(vm: Vm, builtin: GuestFunction, name: string): string[] {
  const list = vm.evalScript(
    `(builtin, name) => {
      let found;
      try { found = builtin(name); } catch (error) { if (error.code === 'ERR_UNSUPPORTED') return '[]'; throw error; }
      return JSON.stringify(found === null || (typeof found !== 'object' && typeof found !== 'function') ? [] : Object.keys(found));
    }`,
    'exports',
  );
  const names = JSON.parse(String(vm.callWithBoxes(list, [builtin.ptr], name))) as string[];
  list.dispose();
  return names;
}
