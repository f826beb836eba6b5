import { DOMException } from '../internal/abort.ts';
import { performanceNow, processStartMs } from '../internal/clock.ts';
import { unavailable } from '../internal/errors.ts';
import { customInspect, inspect, type InspectOptions } from '../internal/inspect.ts';

type EntryType = 'mark' | 'measure';

class PerformanceEntry {
  readonly name: string;
  readonly entryType: EntryType;
  readonly startTime: number;
  readonly duration: number;
  readonly detail: unknown;

  constructor(name: string, entryType: EntryType, startTime: number, duration: number, detail: unknown) {
    this.name = name;
    this.entryType = entryType;
    this.startTime = startTime;
    this.duration = duration;
    this.detail = detail;
  }

  toJSON(): object {
    return { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration, detail: this.detail };
  }

  [customInspect](depth: number | null, options: InspectOptions): string {
    return depth !== null && depth < 0 ? '[Object]' : `${this.constructor.name} ${inspect(this.toJSON(), options)}`;
  }
}
class PerformanceMark extends PerformanceEntry {}
class PerformanceMeasure extends PerformanceEntry {}

interface MeasureOptions {
  start?: number | string;
  end?: number | string;
  duration?: number;
  detail?: unknown;
}

let entries: PerformanceEntry[] = [];

function timeOf(mark: number | string): number {
  if (typeof mark === 'number') return mark;
  const found = entries.findLast((entry) => entry.entryType === 'mark' && entry.name === mark);
  if (found === undefined) throw new DOMException(`The "${mark}" performance mark has not been set`, 'SyntaxError');
  return found.startTime;
}

function keep<Entry extends PerformanceEntry>(entry: Entry): Entry {
  entries.push(entry);
  return entry;
}

function clear(type: EntryType, name: string | undefined): void {
  entries = entries.filter((entry) => entry.entryType !== type || (name !== undefined && entry.name !== name));
}

export const performance = {
  now: performanceNow,
  get timeOrigin(): number {
    return processStartMs();
  },
  nodeTiming: {
    name: 'node',
    entryType: 'node',
    startTime: 0,
    get duration() {
      return performanceNow();
    },
  },
  mark(name: string, options: { startTime?: number; detail?: unknown } = {}): PerformanceMark {
    return keep(new PerformanceMark(String(name), 'mark', options.startTime ?? performanceNow(), 0, options.detail ?? null));
  },
  measure(name: string, startOrOptions?: string | MeasureOptions, endMark?: string): PerformanceMeasure {
    const options: MeasureOptions =
      typeof startOrOptions === 'object' && startOrOptions !== null
        ? startOrOptions
        : { ...(startOrOptions !== undefined && { start: startOrOptions }), ...(endMark !== undefined && { end: endMark }) };
    const end =
      options.end !== undefined
        ? timeOf(options.end)
        : options.start !== undefined && options.duration !== undefined
          ? timeOf(options.start) + options.duration
          : performanceNow();
    const start = options.start !== undefined ? timeOf(options.start) : options.duration === undefined ? 0 : end - options.duration;
    return keep(new PerformanceMeasure(String(name), 'measure', start, end - start, options.detail ?? null));
  },
  clearMarks: (name?: string) => clear('mark', name),
  clearMeasures: (name?: string) => clear('measure', name),
  getEntries: () => entries.toSorted((a, b) => a.startTime - b.startTime),
  getEntriesByName: (name: string, type?: string) => entries.filter((entry) => entry.name === name && (type === undefined || entry.entryType === type)),
  getEntriesByType: (type: string) => entries.filter((entry) => entry.entryType === type),
  /** The event loop of this engine is never measured while it idles. */
  eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
  timerify<Fn>(fn: Fn): Fn {
    return fn;
  },
  toJSON: () => ({ timeOrigin: processStartMs(), nodeTiming: performance.nodeTiming }),
};
Object.defineProperty(performance, Symbol.toStringTag, { value: 'Performance', configurable: true });

function missing(name: string): () => never {
  return function () {
    throw unavailable(`perf_hooks.${name}`);
  };
}

export default {
  performance,
  constants: {},
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  eventLoopUtilization: performance.eventLoopUtilization,
  timerify: performance.timerify,
  monitorEventLoopDelay: missing('monitorEventLoopDelay'),
  createHistogram: missing('createHistogram'),
  PerformanceObserver: missing('PerformanceObserver'),
};
