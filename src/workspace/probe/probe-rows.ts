import { unseenKinds, type Probed } from '../../../packages/lab/agent/blind-spots.ts';
import { PROBE_SWALLOWS } from '../../../packages/leakcheck/agent/probe-facts.ts';
import type { WorkspaceStrings } from '../../i18n/workspace.ts';

export interface ProbeRow {
  readonly id: keyof WorkspaceStrings['probe']['rows'];
  readonly holds: boolean;
  /** A figure or a name beside yes or no. */
  readonly figure: string;
}

const MEGABYTE = 1_000_000;

const megabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(1)} MB`;

/** What the browser tells of itself, without asking anybody. */
export function browserRows(): ProbeRow[] {
  return [
    { id: 'secure', holds: isSecureContext, figure: '' },
    { id: 'isolated', holds: globalThis.crossOriginIsolated === true, figure: '' },
    { id: 'memory', holds: typeof SharedArrayBuffer === 'function', figure: '' },
    { id: 'online', holds: navigator.onLine, figure: '' },
  ];
}

/** What the probe in the container found. */
export function containerRows(probed: Probed): ProbeRow[] {
  const { facts, seen, swallowed, neighbour } = probed;
  const { memory, asyncLocalStorage } = facts;
  return [
    { id: 'node', holds: true, figure: `${facts.node}, V8 ${facts.v8}, ${facts.platform} ${facts.arch}` },
    { id: 'typescript', holds: facts.typescript, figure: '' },
    { id: 'gc', holds: memory.gc, figure: memory.gc ? (memory.gcByFlag ? '--expose-gc' : 'v8.setFlagsFromString()') : '' },
    {
      id: 'heap',
      holds: memory.roseBytes > 6 * MEGABYTE && memory.fellBytes > 6 * MEGABYTE,
      figure: `+${megabytes(memory.roseBytes)}, −${megabytes(memory.fellBytes)}`,
    },
    { id: 'buffers', holds: memory.bufferBytes >= 4 * MEGABYTE, figure: `+${megabytes(memory.bufferBytes)}` },
    {
      id: 'handles',
      holds: unseenKinds(probed).length === 0,
      figure: Object.entries(seen)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', '),
    },
    { id: 'neighbour', holds: neighbour, figure: '' },
    { id: 'errors', holds: swallowed === PROBE_SWALLOWS, figure: '' },
    {
      id: 'context',
      holds: asyncLocalStorage.afterAwait && asyncLocalStorage.afterTimer && asyncLocalStorage.afterEvent,
      figure: Object.values(asyncLocalStorage)
        .map((kept) => (kept ? '✓' : '✗'))
        .join(' '),
    },
    { id: 'active', holds: facts.activeResources, figure: '' },
    { id: 'table', holds: facts.descriptorTable, figure: '' },
  ];
}
