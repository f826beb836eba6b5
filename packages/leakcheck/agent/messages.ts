import type { OpenHandle } from './open-handles.ts';

/** What the agent can be asked; every question has a number, and its answer the same one. */
export type AgentQuestion =
  | { readonly ask: 'read' }
  /** Without a collection: for waiting until it is quiet. */
  | { readonly ask: 'glance' }
  | { readonly ask: 'reset-peaks' }
  | { readonly ask: 'open-neighbour'; readonly path: string }
  | { readonly ask: 'neighbour-intact'; readonly path: string; readonly fd: number }
  | { readonly ask: 'close-neighbour'; readonly path: string; readonly fd: number };

/** What is open now. */
export interface AgentGlance {
  readonly handles: readonly OpenHandle[];
  /** Node's own list of what keeps the loop alive, by type: all that is known when only the heap is measured. */
  readonly active: Readonly<Record<string, number>>;
}

export interface AgentReading extends AgentGlance {
  readonly peaks: Readonly<Record<string, number>>;
  /** After full collections: what V8 has in use, and the memory of buffers. */
  readonly heapBytes: number;
  /** False where garbage cannot be collected on demand: then heapBytes says nothing of what is retained. */
  readonly collected: boolean;
  readonly swallowedUncaught: number;
  readonly misuses: Readonly<Record<string, number>>;
  readonly openFilesLimit: number;
}
