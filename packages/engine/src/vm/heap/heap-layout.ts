import type { QuickJS } from 'quickjs-wasi';

/**
 * Offsets in words (of 4 bytes) of the pinned binary's structures, found by looking at known objects.
 * `readHeapLayout` proves those that can be proved each time it is called.
 */
export const WORD = {
  /** Of a garbage-collected thing, before the address of its list node. */
  refCount: -1,
  typeByteBefore: 5,
  /** JSObject */
  object: { classHalf: 5, flagsByte: 8, shape: 3, properties: 4, data: 6, values: 7, count: 8 },
  /** JSShape */
  shape: { hashMask: 4, count: 6, proto: 9, table: 10 },
  /** JSFunctionBytecode */
  code: {
    bytes: 3,
    name: 5,
    closureNames: 7,
    constants: 13,
    constantCount: 11,
    file: 14,
    line: 15,
    column: 16,
    lineTableBytes: 18,
    lineTable: 19,
    closureCountHalf: 21,
  },
  /** JSModuleDef, from its list link */
  module: { name: -1, function: 19, functionTag: 20, imports: 11, importCount: 12 },
  importEntryWords: 3,
  /** JSContext */
  loadedModules: 74,
} as const;

export const TAG = { object: -1, code: -2, module: -3, string: -7, rope: -6, bigint: -9, symbol: -8 } as const;

export interface HeapClasses {
  readonly array: number;
  readonly function: number;
  readonly generator: number;
  readonly asyncFunction: number;
  readonly asyncGenerator: number;
  readonly bound: number;
  readonly map: number;
  readonly set: number;
  readonly promise: number;
  readonly arrayBuffer: number;
}

/** Classes before Array's neighbours are fixed in the source: see JS_CLASS_* of quickjs.c. */
export const FIXED_CLASS = { firstBoxed: 3, lastBoxed: 7, date: 10, arguments: 8, mappedArguments: 9, functionWithValues: 15, generator: 16 } as const;

/** By version of the binary: asking leaves names behind in the machine that is asked, so it is done once. */
const known = new Map<string, HeapClasses>();

/** Numbers of the classes, found by making one of each. */
export function readHeapClasses(quickjs: QuickJS): HeapClasses {
  const version = quickjs.versions['quickjs-ng'] ?? 'unknown version';
  const seen = known.get(version);
  if (seen !== undefined) return seen;
  const exports = quickjs._getExports();
  const classOf = (source: string): number => {
    const handle = quickjs.evalCode(source, 'heap');
    const found = exports.qjs_get_class_id(handle.ptr);
    handle.dispose();
    return found;
  };
  const promise = classOf('Promise.resolve()');
  const classes = {
    array: classOf('[]'),
    function: classOf('(function () {})'),
    generator: FIXED_CLASS.generator,
    asyncFunction: classOf('(async function () {})'),
    asyncGenerator: classOf('(async function* () {})'),
    bound: classOf('(function () {}).bind()'),
    map: classOf('new Map()'),
    set: classOf('new Set()'),
    promise,
    arrayBuffer: classOf('new ArrayBuffer(1)'),
  };
  known.set(version, classes);
  return classes;
}
