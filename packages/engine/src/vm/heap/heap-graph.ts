/** What a node of the heap is. */
export const NODE = { object: 0, code: 1, shape: 2, variable: 3, frame: 4, context: 5, string: 6, module: 7 } as const;
export type NodeKind = (typeof NODE)[keyof typeof NODE];

/** How one thing holds another. Numbers in `name` are indexes of elements. */
export interface HeapEdge {
  readonly to: number;
  readonly kind: 'property' | 'element' | 'closure' | 'internal';
  readonly name: string | number;
}

/** The objects of a machine's heap and what holds what, as they were at one moment. Nodes are numbers from 0. */
export interface HeapGraph {
  readonly count: number;
  kindOf(node: number): NodeKind;
  /** Address in linear memory: the same thing has the same one in the next graph, as long as it lives. */
  addressOf(node: number): number;
  /** Bytes that the allocator gave out for it, strings and tables that only it has included. */
  bytesOf(node: number): number;
  /** `Array`, `Error`, `Map`: the name of its constructor; for a function `Function`; for a string `string`. */
  constructorOf(node: number): string;
  /** A function's name and where it was written; a string's beginning; a module's file. */
  describe(node: number): { readonly name: string; readonly file?: string; readonly line?: number };
  /** Elements of an array, map or set; -1 for everything else. */
  lengthOf(node: number): number;
  edgesOf(node: number): readonly HeapEdge[];
  /** What lives by itself: modules, the global object, then whatever the engine itself holds (pending jobs, handles of the host). */
  readonly roots: readonly number[];
}
