import { gzip } from 'pako';
import { Function as PprofFunction, Line, Location, Profile, Sample, StringTable, ValueType } from 'pprof-format';
import type { SampledFrame } from '../vm/stack-sampler.ts';
import type { CpuProfile } from './cpu-profile.ts';

/** Text of a file that speedscope.app opens (its file format schema, type 'sampled'). */
export function toSpeedscope(profile: CpuProfile, name: string): string {
  const indexes = new Map<string, number>();
  const frames: { name: string; file: string; line: number }[] = [];
  const indexOf = (frame: SampledFrame): number => {
    const key = `${frame.file}:${frame.line} ${frame.name}`;
    let at = indexes.get(key);
    if (at === undefined) {
      at = frames.length;
      indexes.set(key, at);
      frames.push({ name: frame.name || '(top level)', file: frame.file, line: frame.line });
    }
    return at;
  };
  const samples = profile.stacks.map(({ stack }) => [...stack].reverse().map(indexOf));
  return JSON.stringify({
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    exporter: '@unhandled/engine',
    name,
    activeProfileIndex: 0,
    shared: { frames },
    profiles: [{ type: 'sampled', name, unit: 'none', startValue: 0, endValue: profile.samples, samples, weights: profile.stacks.map(({ count }) => count) }],
  });
}

/** Bytes of a gzipped profile.proto, as `go tool pprof` reads it. */
export function toPprof(profile: CpuProfile): Uint8Array<ArrayBuffer> {
  const strings = new StringTable();
  const type = new ValueType({ type: strings.dedup('samples'), unit: strings.dedup('count') });
  const functions: PprofFunction[] = [];
  const locations: Location[] = [];
  const indexes = new Map<string, number>();
  const locationOf = (frame: SampledFrame): number => {
    const key = `${frame.file}:${frame.line} ${frame.name}`;
    let id = indexes.get(key);
    if (id === undefined) {
      id = locations.length + 1;
      indexes.set(key, id);
      const name = strings.dedup(frame.name || '(top level)');
      functions.push(new PprofFunction({ id, name, systemName: name, filename: strings.dedup(frame.file), startLine: frame.line }));
      locations.push(new Location({ id, line: [new Line({ functionId: id, line: frame.line })] }));
    }
    return id;
  };
  const sample = profile.stacks.map(({ stack, count }) => new Sample({ locationId: stack.map(locationOf), value: [count] }));
  return gzip(
    new Profile({ sampleType: [type], sample, location: locations, function: functions, stringTable: strings, periodType: type, period: 1 }).encode(),
  );
}
