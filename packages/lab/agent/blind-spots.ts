import { PROBE_LEAVES_OPEN, PROBE_SWALLOWS, type ProbeFacts } from '../../leakcheck/agent/probe-facts.ts';
import type { BlindSpot } from '../src/sandbox.ts';

/** What the probe told of itself, and what the agent saw of it. */
export interface Probed {
  readonly facts: ProbeFacts;
  /** Open handles by kind. */
  readonly seen: Readonly<Record<string, number>>;
  readonly swallowed: number;
  /** The agent tells an open neighbour from a closed one. */
  readonly neighbour: boolean;
}

/** The probe made 8 MB: a gauge that tells less than three quarters of it is none. */
const MOVED_BYTES = 6_000_000;

/** Kinds of handles that the agent does not count right. */
export function unseenKinds({ seen }: Probed): string[] {
  return Object.entries(PROBE_LEAVES_OPEN).flatMap(([kind, count]) => (seen[kind] === count ? [] : [kind]));
}

/** What no verdict may rest on here, with the reason. */
export function blindSpotsOf(probed: Probed): BlindSpot[] {
  const { memory } = probed.facts;
  const kinds = unseenKinds(probed).join(', ');
  const spots: (BlindSpot | undefined)[] = [
    memory.gc ? undefined : { sense: 'heap', finding: { key: 'blind.gc', params: {} } },
    memory.gc && (memory.roseBytes < MOVED_BYTES || memory.fellBytes < MOVED_BYTES)
      ? { sense: 'heap', finding: { key: 'blind.memory', params: { rose: memory.roseBytes, fell: memory.fellBytes } } }
      : undefined,
    kinds === '' ? undefined : { sense: 'handles', finding: { key: 'blind.handles', params: { kinds } } },
    probed.neighbour ? undefined : { sense: 'neighbour', finding: { key: 'blind.neighbour', params: {} } },
    probed.swallowed === PROBE_SWALLOWS ? undefined : { sense: 'errors', finding: { key: 'blind.errors', params: {} } },
  ];
  return spots.filter((spot) => spot !== undefined);
}
