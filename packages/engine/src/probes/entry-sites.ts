import { type HeapGraph, NODE } from '../vm/heap/heap-graph.ts';
import type { Dominators } from './dominators.ts';
import type { PathNames } from './path-names.ts';

/** Things of one kind that a table of Node's own keeps for the same function of the program: timers, say, that call it. */
export interface EntryGroup {
  /** `Timeout of poll (routes/order.ts:3)`. */
  readonly place: string;
  /** Of that function. */
  readonly file: string;
  readonly entries: readonly number[];
}

/** Things looked at on the way from an entry to a function of the program. */
const SEARCHED = 200;

/**
 * Node's tables (of timers, of sockets) say nothing about who filled them; the functions that their entries lead to do.
 * @param variable one of Node's own; @param behind what each node is the shortest way to; @param kept all that lies behind the variable.
 */
export function groupEntries(
  graph: HeapGraph,
  { parent }: Dominators,
  names: PathNames,
  behind: readonly (readonly number[])[],
  variable: number,
  kept: readonly number[],
): EntryGroup[] {
  const groups = new Map<string, EntryGroup & { entries: number[] }>();
  for (const container of kept) {
    if (graph.lengthOf(container) < 1 || nearestVariable(graph, parent, container) !== variable) continue;
    for (const entry of behind[container] as readonly number[]) {
      if (graph.kindOf(entry) !== NODE.object) continue;
      const site = siteOf(names, behind, entry);
      if (site === undefined) continue;
      const place = `${graph.constructorOf(entry)} of ${site.text}`;
      const group = groups.get(place) ?? { place, file: site.file, entries: [] };
      group.entries.push(entry);
      groups.set(place, group);
    }
  }
  return [...groups.values()];
}

function nearestVariable(graph: HeapGraph, parent: Dominators['parent'], node: number): number {
  let at = parent[node] as number;
  while (at >= 0 && graph.kindOf(at) !== NODE.variable) at = parent[at] as number;
  return at;
}

/** The nearest function of the program behind a thing, running ones that wait included. */
function siteOf(names: PathNames, behind: readonly (readonly number[])[], from: number): { text: string; file: string } | undefined {
  const queue = [from];
  for (let at = 0; at < queue.length && at < SEARCHED; at++) {
    const node = queue[at] as number;
    const site = names.functionAt(node);
    if (site !== undefined) return site;
    queue.push(...(behind[node] as readonly number[]));
  }
  return undefined;
}
