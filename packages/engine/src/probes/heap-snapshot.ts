import { type HeapEdge, type HeapGraph, NODE, type NodeKind } from '../vm/heap/heap-graph.ts';

/** The format that V8 writes and Chrome's DevTools and memlab read: these lists say what the numbers in it mean. */
const NODE_TYPES = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
  'concatenated string',
  'sliced string',
  'symbol',
  'bigint',
  'object shape',
] as const;
const EDGE_TYPES = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'] as const;
const NODE_FIELDS = ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'] as const;
const EDGE_FIELDS = ['type', 'name_or_index', 'to_node'] as const;

const META = {
  node_fields: NODE_FIELDS,
  node_types: [NODE_TYPES, 'string', 'number', 'number', 'number', 'number', 'number'],
  edge_fields: EDGE_FIELDS,
  edge_types: [EDGE_TYPES, 'string_or_number', 'node'],
  trace_function_info_fields: ['function_id', 'name', 'script_name', 'script_id', 'line', 'column'],
  trace_node_fields: ['id', 'function_info_index', 'count', 'size', 'children'],
  sample_fields: ['timestamp_us', 'last_assigned_id'],
  location_fields: ['object_index', 'script_id', 'line', 'column'],
} as const;

const TYPE_OF: Readonly<Record<NodeKind, (typeof NODE_TYPES)[number]>> = {
  [NODE.object]: 'object',
  [NODE.code]: 'code',
  [NODE.shape]: 'object shape',
  [NODE.variable]: 'hidden',
  [NODE.frame]: 'native',
  [NODE.context]: 'native',
  [NODE.string]: 'string',
  [NODE.module]: 'native',
};
const EDGE_TYPE_OF: Readonly<Record<HeapEdge['kind'], (typeof EDGE_TYPES)[number]>> = {
  property: 'property',
  element: 'element',
  closure: 'context',
  internal: 'internal',
};

/** The root, and the node of all that lives by itself: V8's snapshots begin with these. */
const SYNTHETIC_NODES = 2;
const ROOT_ID = 1;
const GC_ROOTS_ID = 3;

/** A heap as the text of a `.heapsnapshot` file. Ids are made of addresses: two snapshots of one process can be compared. */
export function writeHeapSnapshot(graph: HeapGraph): string {
  const strings = new Map<string, number>();
  const text = (value: string): number => {
    let at = strings.get(value);
    if (at === undefined) {
      at = strings.size;
      strings.set(value, at);
    }
    return at;
  };
  const nodes: number[] = [];
  const edges: number[] = [];
  const synthetic = NODE_TYPES.indexOf('synthetic');
  const position = (node: number): number => (node + SYNTHETIC_NODES) * NODE_FIELDS.length;
  const roots = graph.roots.filter((root) => graph.kindOf(root) !== NODE.context);
  const global = roots.find((root) => graph.kindOf(root) === NODE.object);

  nodes.push(synthetic, text(''), ROOT_ID, 0, global === undefined ? 1 : 2, 0, 0);
  edges.push(EDGE_TYPES.indexOf('element'), 1, NODE_FIELDS.length);
  if (global !== undefined) edges.push(EDGE_TYPES.indexOf('shortcut'), text('globalThis'), position(global));
  nodes.push(synthetic, text('(GC roots)'), GC_ROOTS_ID, 0, roots.length, 0, 0);
  roots.forEach((root, at) => {
    edges.push(EDGE_TYPES.indexOf('element'), at, position(root));
  });
  for (let node = 0; node < graph.count; node++) {
    const own = graph.edgesOf(node);
    const { type, name } = labelOf(graph, node);
    nodes.push(NODE_TYPES.indexOf(type), text(name), (graph.addressOf(node) >>> 2) * 2 + 1, graph.bytesOf(node), own.length, 0, 0);
    for (const edge of own) {
      const byIndex = edge.kind === 'element';
      edges.push(EDGE_TYPES.indexOf(EDGE_TYPE_OF[edge.kind]), byIndex ? Number(edge.name) : text(String(edge.name)), position(edge.to));
    }
  }
  return JSON.stringify({
    snapshot: { meta: META, node_count: nodes.length / NODE_FIELDS.length, edge_count: edges.length / EDGE_FIELDS.length, trace_function_count: 0 },
    nodes,
    edges,
    trace_function_infos: [],
    trace_tree: [],
    samples: [],
    locations: [],
    strings: [...strings.keys()],
  });
}

function labelOf(graph: HeapGraph, node: number): { type: (typeof NODE_TYPES)[number]; name: string } {
  const kind = graph.kindOf(node);
  const maker = graph.constructorOf(node);
  const { name, file, line } = graph.describe(node);
  if (kind === NODE.string || kind === NODE.module) return { type: TYPE_OF[kind], name };
  if (kind === NODE.code) return { type: 'code', name: `${name} ${file}:${line}` };
  if (kind !== NODE.object) return { type: TYPE_OF[kind], name: maker };
  if (maker === 'Function') return { type: 'closure', name };
  return { type: maker === 'RegExp' ? 'regexp' : 'object', name: maker };
}
