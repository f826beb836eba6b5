import type { SampledFrame } from '../vm/stack-sampler.ts';

export interface CpuProfile {
  /** Samples in all. Each stands for the same amount of work: calls and turns of loops, not time. */
  readonly samples: number;
  /** Innermost function first. Files of the program are relative to its folder. */
  readonly stacks: readonly { readonly stack: readonly SampledFrame[]; readonly count: number }[];
}

/** One function in a flame graph, with what it called. */
export interface FlameNode {
  readonly frame: SampledFrame;
  /** Samples in it and in what it called. */
  readonly total: number;
  /** Samples in itself. */
  readonly self: number;
  readonly children: readonly FlameNode[];
}

/** @param stacks as sampled, with absolute files; @param root the program's folder. */
export function createCpuProfile(stacks: CpuProfile['stacks'], root: string): CpuProfile {
  const prefix = `${root}/`;
  const shown = stacks.map(({ stack, count }) => ({
    stack: stack.map((frame) => (frame.file.startsWith(prefix) ? { ...frame, file: frame.file.slice(prefix.length) } : frame)),
    count,
  }));
  return { samples: shown.reduce((sum, { count }) => sum + count, 0), stacks: shown };
}

function keyOf({ name, file, line }: SampledFrame): string {
  return `${file}:${line} ${name}`;
}

/** The profile as a tree from the outermost function inward, the most samples first. */
export function flameGraph(profile: CpuProfile): FlameNode[] {
  interface Growing {
    readonly frame: SampledFrame;
    total: number;
    self: number;
    readonly below: Map<string, Growing>;
  }
  const top = new Map<string, Growing>();
  for (const { stack, count } of profile.stacks) {
    let level = top;
    let at: Growing | undefined;
    for (const frame of [...stack].reverse()) {
      at = level.get(keyOf(frame)) ?? { frame, total: 0, self: 0, below: new Map() };
      level.set(keyOf(frame), at);
      at.total += count;
      level = at.below;
    }
    if (at !== undefined) at.self += count;
  }
  const finish = (level: Map<string, Growing>): FlameNode[] =>
    [...level.values()].map(({ frame, total, self, below }) => ({ frame, total, self, children: finish(below) })).sort((a, b) => b.total - a.total);
  return finish(top);
}

/** Samples by function: in itself, and with what it called (a recursive function counts once). The most in itself first. */
export function hotFunctions(profile: CpuProfile): { readonly frame: SampledFrame; readonly self: number; readonly total: number }[] {
  const functions = new Map<string, { frame: SampledFrame; self: number; total: number }>();
  for (const { stack, count } of profile.stacks) {
    const seen = new Set<string>();
    stack.forEach((frame, at) => {
      const key = keyOf(frame);
      const found = functions.get(key) ?? { frame, self: 0, total: 0 };
      if (at === 0) found.self += count;
      if (!seen.has(key)) found.total += count;
      seen.add(key);
      functions.set(key, found);
    });
  }
  return [...functions.values()].sort((a, b) => b.self - a.self || b.total - a.total);
}
