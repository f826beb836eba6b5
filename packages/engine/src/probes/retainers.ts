import { type HeapGraph, NODE } from '../vm/heap/heap-graph.ts';
import { type Dominators, findDominators } from './dominators.ts';
import { groupEntries } from './entry-sites.ts';
import { PathNames } from './path-names.ts';

/** Objects of one constructor. */
export interface ConstructorCount {
  readonly name: string;
  readonly count: number;
  readonly bytes: number;
}

/** A variable that keeps memory alive, or the entries of one of Node's tables that lead to the same function of the program. */
export interface Retainer {
  /** The same variable has the same key in the next reading of the process. */
  readonly key: string;
  /** Key of the variable through which this one is reached. */
  readonly within?: string;
  /** `lib/errors.ts recentErrors`: where it was written; `Timeout of poll (routes/order.ts:3)`. */
  readonly place: string;
  /** `lib/errors.ts recentErrors → Array(1000) → Error`: down to one of those that the fullest of what it keeps holds. */
  readonly path: string;
  /** In the program's own files. */
  readonly file?: string;
  /** Bytes of everything to which this variable is the shortest way. Each byte of the heap is counted along one way only. */
  readonly bytes: number;
  /** Bytes that would go if the variable let go: what others hold as well is not in them. */
  readonly exclusiveBytes: number;
  /** What lies behind it, the most bytes first. */
  readonly objects: readonly ConstructorCount[];
}

export interface RetainerReading {
  /** Every object of the heap by constructor, the most bytes first. */
  readonly constructors: readonly ConstructorCount[];
  /** The largest first. */
  readonly retainers: readonly Retainer[];
  /** Bytes of all of it; what the allocator and the engine need for themselves is not in them. */
  readonly bytes: number;
}

/** Who keeps what alive. `root` is the program's folder: files below it are shown relative to it. */
export function readRetainers(graph: HeapGraph, root: string): RetainerReading {
  const found = findDominators(graph);
  const names = new PathNames(graph, found, root);
  const behind = childrenOf(graph, found);
  const bytes = bytesBehind(graph, found);
  const keys = new Map<number, string>();
  const retainers: Retainer[] = [];
  for (const node of found.order) {
    if (graph.kindOf(node) !== NODE.variable) continue;
    const place = names.placeOf(node);
    if (place === undefined) continue;
    const key = `${place.text}@${graph.addressOf(node)}`;
    keys.set(node, key);
    const within = enclosing(found, keys, node);
    const kept = collect(behind, node);
    const objects = countByConstructor(graph, kept);
    retainers.push({
      key,
      ...(within !== undefined && { within }),
      place: place.text,
      path: names.pathTo(node, place.text, typicalOf(graph, names, behind, kept)),
      ...(place.file !== undefined && { file: place.file }),
      bytes: bytes[node] as number,
      exclusiveBytes: found.retainedBytes[node] as number,
      objects,
    });
    if (place.file !== undefined) continue;
    for (const group of groupEntries(graph, found, names, behind, node, kept)) {
      const all = group.entries.flatMap((entry) => [entry, ...collect(behind, entry)]);
      retainers.push({
        key: `${key} ${group.place}`,
        within: key,
        place: group.place,
        path: `${group.place} (${group.entries.length})`,
        file: group.file,
        bytes: all.reduce((sum, each) => sum + graph.bytesOf(each), 0),
        exclusiveBytes: group.entries.reduce((sum, entry) => sum + (found.retainedBytes[entry] as number), 0),
        objects: countByConstructor(graph, all),
      });
    }
  }
  retainers.sort((a, b) => b.bytes - a.bytes);
  return { constructors: countByConstructor(graph, found.order), retainers, bytes: found.order.reduce((sum, node) => sum + graph.bytesOf(node), 0) };
}

/** Of a variable's growth, this much behind another one makes that one the place. */
const EXPLAINED = 0.9;

/**
 * What kept more at the second reading, the most first: variables that were there before, and of those on one way the
 * innermost. What is new is counted with the older variable that it hangs on, which is the one that gathers it.
 */
export function growthBetween(before: RetainerReading, after: RetainerReading): Retainer[] {
  const earlier = new Map(before.retainers.map((each) => [each.key, each]));
  const grown = new Map<string, Retainer>();
  for (const each of after.retainers) {
    const old = earlier.get(each.key);
    if (old === undefined || each.bytes <= old.bytes) continue;
    const objects = subtract(each.objects, old.objects);
    grown.set(each.key, { ...each, bytes: each.bytes - old.bytes, exclusiveBytes: each.exclusiveBytes - old.exclusiveBytes, objects });
  }
  const explained = new Set<string>();
  const parents = new Map(after.retainers.map(({ key, within }) => [key, within]));
  for (const { key, bytes } of grown.values()) {
    for (let outer = parents.get(key); outer !== undefined; outer = parents.get(outer)) {
      const growth = grown.get(outer);
      if (growth !== undefined && bytes >= growth.bytes * EXPLAINED) explained.add(outer);
    }
  }
  return [...grown.values()].filter(({ key }) => !explained.has(key)).sort((a, b) => b.bytes - a.bytes);
}

function subtract(now: readonly ConstructorCount[], before: readonly ConstructorCount[]): ConstructorCount[] {
  const counts = new Map(before.map((each) => [each.name, each]));
  return now
    .map(({ name, count, bytes }) => ({ name, count: count - (counts.get(name)?.count ?? 0), bytes: bytes - (counts.get(name)?.bytes ?? 0) }))
    .filter(({ count, bytes }) => count !== 0 || bytes !== 0)
    .sort((a, b) => b.bytes - a.bytes);
}

function countByConstructor(graph: HeapGraph, nodes: readonly number[]): ConstructorCount[] {
  const counts = new Map<string, { name: string; count: number; bytes: number }>();
  for (const node of nodes) {
    const name = graph.constructorOf(node);
    const count = counts.get(name) ?? { name, count: 0, bytes: 0 };
    count.count++;
    count.bytes += graph.bytesOf(node);
    counts.set(name, count);
  }
  return [...counts.values()].sort((a, b) => b.bytes - a.bytes || b.count - a.count);
}

/** What each node is the shortest way to. What hangs on a prototype is the class's, not kept for what the object holds. */
function childrenOf(graph: HeapGraph, { order, parent, parentEdge }: Dominators): number[][] {
  const children: number[][] = Array.from({ length: graph.count }, () => []);
  for (const node of order) {
    const over = parent[node] as number;
    if (over >= 0 && graph.edgesOf(over)[parentEdge[node] as number]?.name !== '__proto__') children[over]?.push(node);
  }
  return children;
}

function bytesBehind(graph: HeapGraph, { order, parent }: Dominators): Float64Array {
  const bytes = new Float64Array(graph.count);
  for (let at = order.length - 1; at >= 0; at--) {
    const node = order[at] as number;
    bytes[node] = (bytes[node] as number) + graph.bytesOf(node);
    const over = parent[node] as number;
    if (over >= 0) bytes[over] = (bytes[over] as number) + (bytes[node] as number);
  }
  return bytes;
}

function collect(children: readonly number[][], from: number): number[] {
  const all = [...(children[from] as number[])];
  for (let at = 0; at < all.length; at++) for (const child of children[all[at] as number] as number[]) all.push(child);
  return all;
}

function enclosing({ parent }: Dominators, keys: ReadonlyMap<number, string>, node: number): string | undefined {
  for (let at = parent[node] as number; at >= 0; at = parent[at] as number) {
    const key = keys.get(at);
    if (key !== undefined) return key;
  }
  return undefined;
}

/**
 * Of what is kept, one of those that the fullest array, map or object holds; that itself when it holds no objects.
 * Of a promise, the async function that waits for it.
 */
function typicalOf(graph: HeapGraph, names: PathNames, children: readonly number[][], kept: readonly number[]): number | undefined {
  let fullest: number | undefined;
  for (const node of kept)
    if (graph.kindOf(node) === NODE.object && (fullest === undefined || sizeOf(graph, children, node) > sizeOf(graph, children, fullest))) fullest = node;
  const typical = (fullest === undefined ? undefined : children[fullest]?.find((node) => graph.kindOf(node) === NODE.object)) ?? fullest;
  return typical === undefined ? undefined : (waiterBehind(graph, names, children, typical) ?? typical);
}

/** From a promise, or a function that settles one, to the program's async function that waits there. */
function waiterBehind(graph: HeapGraph, names: PathNames, children: readonly number[][], from: number): number | undefined {
  const queue = [from];
  for (const node of queue) {
    const isFrame = graph.kindOf(node) === NODE.frame;
    if (isFrame && names.functionAt(node) !== undefined) return node;
    const isLink = isFrame || LINKS.has(graph.constructorOf(node)) || graph.kindOf(node) === NODE.variable;
    if (isLink && queue.length < MAX_LINKS) queue.push(...(children[node] as number[]));
  }
  return undefined;
}

const LINKS: ReadonlySet<string> = new Set(['Promise', 'Function']);
/** Things between a promise and who waits for it. */
const MAX_LINKS = 100;

function sizeOf(graph: HeapGraph, children: readonly number[][], node: number): number {
  return Math.max(graph.lengthOf(node), children[node]?.length ?? 0);
}
