import { processStartMs } from '../internal/clock.ts';
import { sys } from '../internal/sys.ts';
import { unavailable } from '../internal/errors.ts';

export const performance = {
  now: () => sys.monotonicMs(),
  get timeOrigin() {
    return processStartMs();
  },
  mark: (name: string) => ({ name, entryType: 'mark', startTime: sys.monotonicMs(), duration: 0 }),
  measure: (name: string) => ({ name, entryType: 'measure', startTime: 0, duration: sys.monotonicMs() }),
  clearMarks: () => undefined,
  clearMeasures: () => undefined,
  getEntries: () => [],
  getEntriesByName: () => [],
  getEntriesByType: () => [],
  eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
  timerify: (fn: unknown) => fn,
  toJSON: () => ({ timeOrigin: processStartMs() }),
};

const missing = (name: string) => () => {
  throw unavailable(`perf_hooks.${name}`);
};

export default { performance, constants: {}, monitorEventLoopDelay: missing('monitorEventLoopDelay'), createHistogram: missing('createHistogram'), PerformanceObserver: class { constructor() { missing('PerformanceObserver')(); } } };
