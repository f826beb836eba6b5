import { type HeapGraph, NODE } from '../vm/heap/heap-graph.ts';

export interface Dominators {
  /** Nodes that can be reached, each before what it leads to on the shortest way. */
  readonly order: readonly number[];
  /** On the shortest way from a root: the node before, -1 for a root, -2 for what nothing reaches. */
  readonly parent: Int32Array;
  /** Which edge of the parent leads there. */
  readonly parentEdge: Int32Array;
  /** The node without which this one would go; -1 for roots and for what several roots share. */
  readonly dominator: Int32Array;
  /** Bytes that would go with each node, its own included. */
  readonly retainedBytes: Float64Array;
}

const UNREACHED = -2;
const ROOT = -1;

/**
 * Shortest paths from the roots, and which node each depends on: the algorithm of Cooper, Harvey and Kennedy
 * ("A Simple, Fast Dominance Algorithm", 2001), over a super-root that holds all roots.
 */
export function findDominators(graph: HeapGraph): Dominators {
  const { order, parent, parentEdge } = shortestPaths(graph);
  const { postorder, position } = postorderOf(graph);
  const top = postorder.length;
  const holders = holdersOf(graph, position);
  // Positions in postorder; `top` stands for the super-root.
  const dominator = new Int32Array(top + 1).fill(UNREACHED);
  dominator[top] = top;
  const isRoot = new Uint8Array(graph.count);
  for (const root of graph.roots) isRoot[root] = 1;
  for (let changed = true; changed; ) {
    changed = false;
    for (let at = top - 1; at >= 0; at--) {
      const node = postorder[at] as number;
      let found = isRoot[node] === 1 ? top : UNREACHED;
      for (const holder of holders[node] ?? []) {
        const other = position[holder] as number;
        if (dominator[other] === UNREACHED) continue;
        found = found === UNREACHED ? other : intersect(dominator, other, found);
      }
      if (dominator[at] === found) continue;
      dominator[at] = found;
      changed = true;
    }
  }
  const byNode = new Int32Array(graph.count).fill(UNREACHED);
  const retainedBytes = new Float64Array(graph.count);
  for (let at = 0; at < top; at++) {
    const node = postorder[at] as number;
    const over = dominator[at] as number;
    retainedBytes[node] = (retainedBytes[node] as number) + graph.bytesOf(node);
    byNode[node] = over === top || over === UNREACHED ? ROOT : (postorder[over] as number);
    // In postorder what a node dominates comes before it.
    if (byNode[node] !== ROOT) retainedBytes[byNode[node] as number] = (retainedBytes[byNode[node] as number] as number) + (retainedBytes[node] as number);
  }
  return { order, parent, parentEdge, dominator: byNode, retainedBytes };
}

function intersect(dominator: Int32Array, a: number, b: number): number {
  while (a !== b) {
    while (a < b) a = dominator[a] as number;
    while (b < a) b = dominator[b] as number;
  }
  return a;
}

function shortestPaths(graph: HeapGraph): { order: number[]; parent: Int32Array; parentEdge: Int32Array } {
  const parent = new Int32Array(graph.count).fill(UNREACHED);
  const parentEdge = new Int32Array(graph.count).fill(-1);
  const order: number[] = [];
  const visit = (node: number, from: number, edge: number): void => {
    if (parent[node] !== UNREACHED) return;
    parent[node] = from;
    parentEdge[node] = edge;
    order.push(node);
  };
  let next = 0;
  const spread = (): void => {
    for (; next < order.length; next++) {
      const node = order[next] as number;
      graph.edgesOf(node).forEach((edge, at) => {
        visit(edge.to, node, at);
      });
    }
  };
  // All modules first: what one declares is shown by that name, however else it is reached. Then the other roots, one after another.
  const isModule = (root: number): boolean => graph.kindOf(root) === NODE.module;
  for (const root of graph.roots.filter(isModule)) visit(root, ROOT, -1);
  spread();
  for (const root of graph.roots) {
    visit(root, ROOT, -1);
    spread();
  }
  return { order, parent, parentEdge };
}

function postorderOf(graph: HeapGraph): { postorder: number[]; position: Int32Array } {
  const position = new Int32Array(graph.count).fill(-1);
  const postorder: number[] = [];
  const seen = new Uint8Array(graph.count);
  const stack: { node: number; edge: number }[] = [];
  for (const root of graph.roots) {
    if (seen[root] === 1) continue;
    seen[root] = 1;
    stack.push({ node: root, edge: 0 });
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = graph.edgesOf(top.node)[top.edge++];
      if (edge === undefined) {
        position[top.node] = postorder.length;
        postorder.push(top.node);
        stack.pop();
      } else if (seen[edge.to] === 0) {
        seen[edge.to] = 1;
        stack.push({ node: edge.to, edge: 0 });
      }
    }
  }
  return { postorder, position };
}

function holdersOf(graph: HeapGraph, position: Int32Array): number[][] {
  const holders: number[][] = Array.from({ length: graph.count }, () => []);
  for (let node = 0; node < graph.count; node++) {
    if (position[node] === -1) continue;
    for (const { to } of graph.edgesOf(node)) (holders[to] as number[]).push(node);
  }
  return holders;
}
