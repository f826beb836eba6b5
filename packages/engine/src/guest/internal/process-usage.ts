import { codedError } from './errors.ts';
import { immediateCount } from './immediates.ts';
import { sys } from './sys.ts';
import { assertNumber, assertObject } from './validate.ts';

interface CpuUsage {
  user: number;
  system: number;
}

function checkedField(previous: CpuUsage, field: keyof CpuUsage): number {
  const value: unknown = previous[field];
  const name = `prevValue.${field}`;
  assertNumber(value, name);
  if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER))
    throw codedError(RangeError, 'ERR_INVALID_ARG_VALUE', `The property '${name}' is invalid. Received ${value}`);
  return value;
}

/** CPU time is not kept apart from wall time: what runs, runs alone. */
export function cpuUsage(previous?: CpuUsage): CpuUsage {
  const user = Math.round(sys.monotonicMs() * 1000);
  if (previous === undefined) return { user, system: 0 };
  assertObject(previous, 'prevValue');
  const [userBefore, systemBefore] = [checkedField(previous, 'user'), checkedField(previous, 'system')];
  return { user: user - userBefore, system: 0 - systemBefore };
}

/** What keeps the program alive: the host's handles, and the immediates that this side keeps. */
export function activeResources(): string[] {
  const resources = JSON.parse(sys.activeResources()) as string[];
  return [...resources, ...Array<string>(immediateCount()).fill('Immediate')];
}
