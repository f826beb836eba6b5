import { checkContract } from './check-contract.ts';
import { checkHandles, checkHeap, checkHeapOf, checkPeak, checkPools } from './check-growth.ts';
import { checkAlive, checkBoot, checkBusyPort, checkLimits, checkNeighbour, checkProcess, checkReleases, checkSwallowed } from './check-honesty.ts';
import type { LabManifest } from './lab-manifest.ts';
import type { Measurements } from './measurements.ts';
import type { CheckResult } from './verdict.ts';

/** The checks that every lab may list, by id. Which are shown, and in which order, is lab.json's choice. */
export const STANDARD_CHECKS: Readonly<Record<string, (m: Measurements, bounds: NonNullable<LabManifest['bounds']>) => CheckResult>> = {
  boot: checkBoot,
  'contract-good': (m) => checkContract('contract-good', m, 'good'),
  'contract-failing': (m) => checkContract('contract-failing', m, 'failing'),
  'contract-early-return': (m) => checkContract('contract-early-return', m, 'early-return'),
  'handles-failing': (m, bounds) => checkHandles('handles-failing', m, ['failing', 'odd'], 'failing', bounds.pools),
  'handles-early-return': (m, bounds) => checkHandles('handles-early-return', m, ['early-return'], 'early-return', bounds.pools),
  'handles-abort': (m, bounds) => checkHandles('handles-abort', m, ['abort'], 'abort', bounds.pools),
  'handles-mixed': (m, bounds) => checkHandles('handles-mixed', m, ['mixed'], 'mixed', bounds.pools),
  'handles-fault': (m, bounds) => checkHandles('handles-fault', m, ['fault'], 'fault', bounds.pools),
  heap: (m, bounds) => checkHeap(m, bounds.heap === true),
  'heap-early-return': (m) => checkHeapOf('heap-early-return', m, 'early-return'),
  'heap-abort': (m) => checkHeapOf('heap-abort', m, 'abort'),
  peak: (m, bounds) => checkPeak(m, bounds.peaks ?? {}),
  pools: (m, bounds) => checkPools(m, bounds.pools ?? {}),
  releases: checkReleases,
  alive: checkAlive,
  'same-process': checkProcess,
  'no-swallowed-errors': checkSwallowed,
  'busy-port': checkBusyPort,
  neighbour: checkNeighbour,
  limits: checkLimits,
};
