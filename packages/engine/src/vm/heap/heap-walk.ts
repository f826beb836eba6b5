import type { QuickJS } from 'quickjs-wasi';
import { codeEdges, type EdgeSink, frameEdges, objectEdges } from './heap-edges.ts';
import { type HeapEdge, type HeapGraph, NODE, type NodeKind } from './heap-graph.ts';
import { type HeapClasses, readHeapClasses, WORD } from './heap-layout.ts';
import { HeapMemory, stringBlocks } from './heap-memory.ts';
import { nodeNames } from './heap-names.ts';

/** Where the head of the list of all objects lies, from the runtime. */
const LIST_HEAD_WITHIN = 1024;
const TYPE_MASK = 127;
/** Garbage-collected types of the engine: object, code, shape, variable, async frame, context. */
const TYPES: readonly NodeKind[] = [NODE.object, NODE.code, NODE.shape, NODE.variable, NODE.frame, NODE.context];

/**
 * Walks a machine's whole heap in linear memory: no code of the guest runs, and nothing changes. Collect garbage first,
 * or what is about to go is in it, too. 30 to 80 ms for a server with 3 MB of heap.
 * @throws when the binary is not the one that the offsets belong to.
 */
export function walkHeap(quickjs: QuickJS): HeapGraph {
  const classes = readHeapClasses(quickjs);
  const probe = quickjs.newObject();
  const { global } = quickjs;
  const memory = new HeapMemory(quickjs);
  try {
    return new HeapWalk(memory, classes).walk(memory.word(probe.ptr, 0), memory.word(global.ptr, 0));
  } finally {
    memory.dispose();
    probe.dispose();
  }
}

class HeapWalk {
  readonly #memory: HeapMemory;
  readonly #classes: HeapClasses;
  readonly #nodes = new Map<number, number>();
  readonly #addresses: number[] = [];
  readonly #kinds: NodeKind[] = [];
  readonly #bytes: number[] = [];
  readonly #edges: HeapEdge[][] = [];
  readonly #held: number[] = [];
  readonly #blocks = new Set<number>();

  constructor(memory: HeapMemory, classes: HeapClasses) {
    this.#memory = memory;
    this.#classes = classes;
  }

  walk(probe: number, global: number): HeapGraph {
    const objects = this.#listThings(probe);
    const modules = this.#listModules();
    for (let node = 0; node < objects; node++) this.#gather(node, this.#sinkOf(node));
    const roots = [...modules, this.#nodes.get(global) as number, ...this.#heldFromOutside(objects)];
    const names = nodeNames(this.#memory, this.#classes, this.#addresses, this.#kinds);
    return {
      count: this.#addresses.length,
      kindOf: (node) => this.#kinds[node] as NodeKind,
      addressOf: (node) => this.#addresses[node] as number,
      bytesOf: (node) => this.#bytes[node] as number,
      edgesOf: (node) => this.#edges[node] as HeapEdge[],
      roots: [...new Set(roots)],
      ...names,
    };
  }

  #add(address: number, kind: NodeKind, bytes: number): number {
    const node = this.#addresses.length;
    this.#nodes.set(address, node);
    this.#addresses.push(address);
    this.#kinds.push(kind);
    this.#bytes.push(bytes);
    this.#edges.push([]);
    this.#held.push(0);
    return node;
  }

  /** Everything on the collector's list. Returns how many. */
  #listThings(probe: number): number {
    const memory = this.#memory;
    let head = probe;
    do head = memory.word(head, 1);
    while (head !== probe && !(head >= memory.runtime && head < memory.runtime + LIST_HEAD_WITHIN));
    if (head === probe) throw new Error('The list of objects is not where this QuickJS binary has it: pin quickjs-wasi to the version in package.json');
    for (let at = memory.word(head, 1); at !== head; at = memory.word(at, 1)) {
      const kind = TYPES[(memory.bytes[at - WORD.typeByteBefore] as number) & TYPE_MASK];
      if (kind === undefined)
        throw new Error('The heap of this QuickJS binary holds things of an unknown type: pin quickjs-wasi to the version in package.json');
      this.#add(at, kind, memory.sizeOf(at));
    }
    return this.#addresses.length;
  }

  /** Modules are on a list of their own. What each declares is reached from it by name. */
  #listModules(): number[] {
    const memory = this.#memory;
    const head = memory.context + 4 * WORD.loadedModules;
    const modules: number[] = [];
    for (let link = memory.word(head, 1); link !== head; link = memory.word(link, 1)) {
      const node = this.#add(link, NODE.module, 0);
      modules.push(node);
      const body = memory.word(link, WORD.module.function);
      if (memory.signed[(link >> 2) + WORD.module.functionTag] !== -1 || body === 0) continue;
      this.#moduleEdges(node, link, body);
    }
    return modules;
  }

  #moduleEdges(node: number, link: number, body: number): void {
    const memory = this.#memory;
    const imported = new Set<number>();
    const imports = memory.word(link, WORD.module.imports);
    for (let i = 0; i < memory.word(link, WORD.module.importCount); i++) imported.add(memory.word(imports + 4 * WORD.importEntryWords * i, 0));
    const code = memory.word(body, WORD.object.data);
    const variables = memory.word(body, WORD.object.values);
    const names = memory.word(code, WORD.code.closureNames);
    const count = code === 0 || variables === 0 ? 0 : (memory.halves[(code >> 1) + WORD.code.closureCountHalf] as number);
    const sink = this.#sinkOf(node);
    for (let i = 0; i < count; i++) {
      const variable = memory.word(variables, i);
      if (variable !== 0 && !imported.has(i)) sink.thing(variable, 'closure', memory.atom(memory.word(names + 8 * i, 1)));
    }
    sink.thing(body, 'internal', 'body');
  }

  #gather(node: number, sink: EdgeSink): void {
    const memory = this.#memory;
    const at = this.#addresses[node] as number;
    switch (this.#kinds[node]) {
      case NODE.object:
        objectEdges(memory, this.#classes, at, sink);
        break;
      case NODE.code:
        codeEdges(memory, at, sink);
        break;
      case NODE.variable:
        // A variable whose function still runs lies in that function's frame.
        if (memory.bytes[at + 8] !== 0) sink.value(memory.word(at, 3), 'internal', 'value');
        break;
      case NODE.frame:
        frameEdges(memory, at, sink);
    }
  }

  #sinkOf(node: number): EdgeSink {
    const memory = this.#memory;
    const link = (to: number, kind: HeapEdge['kind'], name: string | number): void => {
      (this.#edges[node] as HeapEdge[]).push({ to, kind, name });
      this.#held[to] = (this.#held[to] as number) + 1;
    };
    return {
      thing: (address, kind, name) => {
        const to = this.#nodes.get(address);
        if (to !== undefined) link(to, kind, name);
      },
      value: (at, kind, name) => {
        const found = memory.reference(at);
        if (found === undefined) return;
        const to = found.kind === 'object' ? this.#nodes.get(found.address) : this.#stringNode(found.address, found.kind === 'rope');
        if (to !== undefined) link(to, kind, name);
      },
      block: (address) => {
        if (this.#blocks.has(address)) return;
        this.#blocks.add(address);
        this.#bytes[node] = (this.#bytes[node] as number) + memory.sizeOf(address);
      },
    };
  }

  #stringNode(address: number, isRope: boolean): number {
    const known = this.#nodes.get(address);
    if (known !== undefined) return known;
    const node = this.#add(address, NODE.string, this.#memory.sizeOf(address));
    const sink = this.#sinkOf(node);
    if (isRope) {
      sink.value(address + 8, 'internal', 'left');
      sink.value(address + 16, 'internal', 'right');
      return node;
    }
    const { own, parent } = stringBlocks(this.#memory, address);
    for (const block of own) sink.block(block);
    if (parent !== undefined) {
      const to = this.#stringNode(parent, false);
      (this.#edges[node] as HeapEdge[]).push({ to, kind: 'internal', name: 'parent' });
    }
    return node;
  }

  /** What is referred to more often than the heap itself refers to it: the engine or the host holds it. */
  #heldFromOutside(objects: number): number[] {
    const held: number[] = [];
    for (let node = 0; node < objects; node++) {
      if (this.#kinds[node] === NODE.context) continue;
      const count = this.#memory.signed[((this.#addresses[node] as number) >> 2) + WORD.refCount] as number;
      if (count > (this.#held[node] as number)) held.push(node);
    }
    return held;
  }
}
