import type { QuickJS } from 'quickjs-wasi';
import { readHeapClasses, WORD } from './heap/heap-layout.ts';
import { HeapMemory } from './heap/heap-memory.ts';
import { CURRENT_FRAME, FRAME } from './stack-frames.ts';

/** One function on the stack. */
export interface SampledFrame {
  readonly name: string;
  readonly file: string;
  /** Where the function begins. */
  readonly line: number;
}

/** Word of the context: its countdown to the next interrupt. */
const INTERRUPT_COUNTDOWN = 73;
const TAG_OBJECT = 0xffff_ffff;
/** What the engine counts down from. */
const MAX_COUNTDOWN = 10_000;
const MAX_FRAMES = 64;
/** Calls and loops between two samples, at least and at most: varied, or the samples would march in step with the program. */
const SPACING = { least: 200, spread: 400 } as const;

/**
 * Looks at the guest's stack whenever the engine asks whether to interrupt, and makes it ask more often while it is on.
 * Samples are spaced by calls and turns of loops, not by time: the same run gives the same samples.
 */
export class StackSampler {
  readonly #quickjs: QuickJS;
  readonly #isFunction: (classId: number) => boolean;
  readonly #frames = new Map<number, SampledFrame>();
  readonly #stacks = new Map<string, { readonly stack: readonly SampledFrame[]; count: number }>();
  #state = 0x9e37_79b9;

  /** @throws when the binary is not the one that the offsets belong to. */
  constructor(quickjs: QuickJS) {
    this.#quickjs = quickjs;
    const classes = readHeapClasses(quickjs);
    const functions = [classes.function, classes.generator, classes.asyncFunction, classes.asyncGenerator];
    this.#isFunction = (classId) => functions.includes(classId);
    const memory = new HeapMemory(quickjs);
    const countdown = memory.word(memory.context, INTERRUPT_COUNTDOWN);
    memory.words[(memory.context >> 2) + INTERRUPT_COUNTDOWN] = SPACING.least;
    memory.dispose();
    if (countdown > MAX_COUNTDOWN) throw new Error('Profiling does not fit this QuickJS binary: pin quickjs-wasi to the version in package.json');
  }

  /** Called from the interrupt handler. */
  sample(): void {
    const memory = new HeapMemory(this.#quickjs);
    try {
      memory.words[(memory.context >> 2) + INTERRUPT_COUNTDOWN] = SPACING.least + this.#random(SPACING.spread);
      const codes: number[] = [];
      for (let frame = memory.word(memory.runtime, CURRENT_FRAME); frame !== 0 && codes.length < MAX_FRAMES; frame = memory.word(frame, FRAME.previous)) {
        if (memory.word(frame, FRAME.functionTag) !== TAG_OBJECT) continue;
        const running = memory.word(frame, FRAME.function);
        if (!this.#isFunction(memory.classOf(running))) continue;
        const code = memory.word(running, WORD.object.data);
        if (code !== 0) codes.push(code);
      }
      if (codes.length > 0) this.#record(memory, codes);
    } finally {
      memory.dispose();
    }
  }

  /** Stacks, innermost function first, with how often each was seen. */
  stacks(): { readonly stack: readonly SampledFrame[]; readonly count: number }[] {
    return [...this.#stacks.values()];
  }

  #record(memory: HeapMemory, codes: readonly number[]): void {
    const key = codes.join(' ');
    const known = this.#stacks.get(key);
    if (known !== undefined) known.count++;
    else this.#stacks.set(key, { stack: codes.map((code) => this.#frameOf(memory, code)), count: 1 });
  }

  #frameOf(memory: HeapMemory, code: number): SampledFrame {
    let frame = this.#frames.get(code);
    if (frame === undefined) {
      frame = {
        name: memory.atom(memory.word(code, WORD.code.name)),
        file: memory.fileOf(code),
        line: memory.word(code, WORD.code.line),
      };
      this.#frames.set(code, frame);
    }
    return frame;
  }

  /** xorshift32: the same on every run. */
  #random(below: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % below;
  }
}
