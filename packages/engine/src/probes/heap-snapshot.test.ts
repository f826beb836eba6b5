import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../../scripts/engine-assets.ts';
import { Machine } from '../index.ts';

const assets = await readEngineAssets('node');

interface Snapshot {
  readonly snapshot: {
    readonly meta: { node_fields: string[]; node_types: [string[]]; edge_fields: string[]; edge_types: [string[]] };
    node_count: number;
    edge_count: number;
  };
  readonly nodes: number[];
  readonly edges: number[];
  readonly strings: string[];
}

async function snapshotOf(source: string): Promise<Snapshot> {
  const machine = await Machine.boot({ assets, clock: 'virtual' });
  try {
    await machine.fs.writeFile('main.mjs', source);
    const program = await machine.spawn('node', ['main.mjs']);
    while (machine.turn());
    return JSON.parse(program.heapSnapshot() ?? 'null') as Snapshot;
  } finally {
    machine.teardown();
  }
}

test('a heap snapshot is whole: every edge leads to a node, every node has the edges it counts', async () => {
  const { snapshot, nodes, edges, strings } = await snapshotOf(
    'class Order { lines = [1, 2]; } globalThis.orders = [new Order(), new Order()]; setInterval(() => {}, 1000);',
  );
  const width = snapshot.meta.node_fields.length;
  expect(nodes.length).toBe(snapshot.node_count * width);
  expect(edges.length).toBe(snapshot.edge_count * 3);
  let counted = 0;
  const ids = new Set<number>();
  for (let at = 0; at < nodes.length; at += width) {
    expect(nodes[at]).toBeLessThan(snapshot.meta.node_types[0].length);
    expect(nodes[at + 1]).toBeLessThan(strings.length);
    ids.add(nodes[at + 2] as number);
    counted += nodes[at + 4] as number;
  }
  expect(ids.size).toBe(snapshot.node_count);
  expect(counted).toBe(snapshot.edge_count);
  for (let at = 0; at < edges.length; at += 3) {
    const to = edges[at + 2] as number;
    expect(to % width).toBe(0);
    expect(to).toBeLessThan(nodes.length);
  }
});

test("a heap snapshot holds the program's objects under the names of their classes", async () => {
  const { snapshot, nodes, strings } = await snapshotOf(
    'class Order { id = 7; } globalThis.orders = Array.from({ length: 25 }, () => new Order()); setInterval(() => {}, 1000);',
  );
  const width = snapshot.meta.node_fields.length;
  const object = snapshot.meta.node_types[0].indexOf('object');
  let orders = 0;
  for (let at = 0; at < nodes.length; at += width) if (nodes[at] === object && strings[nodes[at + 1] as number] === 'Order') orders++;
  expect(orders).toBe(25);
});
