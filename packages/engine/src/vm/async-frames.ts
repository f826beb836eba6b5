import type { QuickJS } from 'quickjs-wasi';
import { readHeapClasses, TAG, WORD } from './heap/heap-layout.ts';
import { HeapMemory } from './heap/heap-memory.ts';
import { CURRENT_FRAME, FRAME } from './stack-frames.ts';

/** Bytes, in the pinned binary's structures (quickjs.c). */
const LAYOUT = {
  /** From a running async function's frame back to its state (JSAsyncFunctionData). */
  frameToState: 48,
  /** JSAsyncFunctionData: the function that resolves its promise. */
  resolver: 8,
  /** JSPromiseData: the list of what happens when it is fulfilled. */
  reactions: 4,
  /** JSPromiseReactionData, from its place in that list. */
  reaction: { resolver: 8, handler: 24 },
  /** What Promise.all and its like wait with (JSCFunctionDataRecord): how many values it has with it, and the fourth one. */
  element: { countByte: 5, count: 5, resolver: 32 },
} as const;

/** Classes of the engine, counted from Promise. */
const CLASS = { resolveFunction: 1, asyncFunctionResolve: 4, functionWithValues: -37 } as const;

/** As many as V8 shows. */
const MAX_FRAMES = 10;
/** Promises between two async functions: one that is returned, one that `then` made. */
const MAX_PROMISES = 100;

/**
 * The async functions that wait for the one which runs at the bottom of the stack, innermost first, in the form of the
 * engine's stacks: `    at async name (file:line:column)`, a line each. Empty when nothing was resumed, or nobody waits.
 */
export function readAsyncFrames(quickjs: QuickJS): string {
  const memory = new HeapMemory(quickjs);
  try {
    return new AsyncStack(quickjs, memory).read();
  } finally {
    memory.dispose();
  }
}

class AsyncStack {
  readonly #memory: HeapMemory;
  readonly #asyncFunction: number;
  readonly #promise: number;

  constructor(quickjs: QuickJS, memory: HeapMemory) {
    const classes = readHeapClasses(quickjs);
    this.#memory = memory;
    this.#asyncFunction = classes.asyncFunction;
    this.#promise = classes.promise;
  }

  read(): string {
    const bottom = this.#bottomFrame();
    let text = '';
    let promise = bottom === 0 ? 0 : this.#promiseOf(bottom - LAYOUT.frameToState);
    for (let frames = 0, promises = 0; promise !== 0 && frames < MAX_FRAMES && promises < MAX_PROMISES; promises++) {
      const waiting = this.#waitingFor(promise);
      if (waiting.state !== 0) {
        text += this.#describe(waiting.state + LAYOUT.frameToState);
        frames++;
      }
      promise = waiting.promise;
    }
    return text;
  }

  /** The outermost frame, if an async function runs in it that was resumed: that one's frame is in the heap, not on the stack. */
  #bottomFrame(): number {
    const memory = this.#memory;
    let bottom = memory.word(memory.runtime, CURRENT_FRAME);
    for (let frame = bottom; frame !== 0; frame = memory.word(frame, FRAME.previous)) bottom = frame;
    return bottom > memory.runtime && this.#functionOf(bottom) !== 0 ? bottom : 0;
  }

  /** The async function that a frame runs; 0 for any other. */
  #functionOf(frame: number): number {
    return this.#object(frame + 4 * FRAME.function, this.#asyncFunction);
  }

  /** The first that happens when a promise is fulfilled: an async function goes on, and another promise is settled then. */
  #waitingFor(promise: number): { state: number; promise: number } {
    const list = this.#dataOf(promise) + LAYOUT.reactions;
    const reaction = this.#memory.word(list, 1);
    if (reaction === 0 || reaction === list) return { state: 0, promise: 0 };
    const { handler, resolver } = LAYOUT.reaction;
    const resumer = this.#object(reaction + handler, this.#promise + CLASS.asyncFunctionResolve);
    if (resumer !== 0) return { state: this.#dataOf(resumer), promise: this.#promiseOf(this.#dataOf(resumer)) };
    const next = this.#promiseResolvedBy(reaction + handler) || this.#promiseOfAll(reaction + handler) || this.#promiseResolvedBy(reaction + resolver);
    return { state: 0, promise: next };
  }

  /** What Promise.all, allSettled or any gave, if one of its promises is waited for here. */
  #promiseOfAll(handler: number): number {
    const element = this.#object(handler, this.#promise + CLASS.functionWithValues);
    const data = element === 0 ? 0 : this.#dataOf(element);
    const { countByte, count, resolver } = LAYOUT.element;
    return data !== 0 && this.#memory.bytes[data + countByte] === count ? this.#promiseResolvedBy(data + resolver) : 0;
  }

  /** The promise that an async function's call returned. */
  #promiseOf(state: number): number {
    return this.#promiseResolvedBy(state + LAYOUT.resolver);
  }

  #promiseResolvedBy(at: number): number {
    const resolver = this.#object(at, this.#promise + CLASS.resolveFunction);
    return resolver === 0 ? 0 : this.#object(this.#dataOf(resolver), this.#promise);
  }

  #describe(frame: number): string {
    const memory = this.#memory;
    const running = this.#functionOf(frame);
    if (running === 0) return '';
    const code = this.#dataOf(running);
    const { line, column } = positionOf(memory, code, memory.word(frame, FRAME.position) - memory.word(code, WORD.code.bytes) - 1);
    return `    at async ${memory.atom(memory.word(code, WORD.code.name)) || '<anonymous>'} (${memory.fileOf(code)}:${line}:${column})\n`;
  }

  /** The object in a boxed value, if it is of that class; 0 otherwise. */
  #object(at: number, classId: number): number {
    if (this.#memory.tagAt(at) !== TAG.object) return 0;
    const object = this.#memory.word(at, 0);
    return this.#memory.classOf(object) === classId ? object : 0;
  }

  #dataOf(object: number): number {
    return this.#memory.word(object, WORD.object.data);
  }
}

/** Steps of the line table: a byte from 1 on says both how far on in the code, and how many lines on (quickjs.c, PC2LINE_*). */
const STEP = { first: 1, lines: 5, leastLines: -1 } as const;

/** Line and column of a place in a function's code, by the engine's table (find_line_num in quickjs.c). */
function positionOf(memory: HeapMemory, code: number, place: number): { line: number; column: number } {
  let [line, column] = [memory.word(code, WORD.code.line), memory.word(code, WORD.code.column)];
  let at = memory.word(code, WORD.code.lineTable);
  const end = at + memory.word(code, WORD.code.lineTableBytes);
  const byte = () => memory.bytes[at++] as number;
  /** LEB128; the sign is in the last byte's second highest bit. */
  const number = (isSigned: boolean) => {
    let value = 0;
    for (let shift = 0; ; ) {
      const next = byte();
      value |= (next & 0x7f) << shift;
      shift += 7;
      if (next < 0x80) return isSigned && (next & 0x40) !== 0 && shift < 32 ? value - 2 ** shift : value;
    }
  };
  for (let reached = 0; at !== 0 && at < end; ) {
    const step = byte();
    reached += step === 0 ? number(false) : Math.trunc((step - STEP.first) / STEP.lines);
    const nextLine = line + (step === 0 ? number(true) : ((step - STEP.first) % STEP.lines) + STEP.leastLines);
    const nextColumn = column + number(true);
    if (place < reached) break;
    [line, column] = [nextLine, nextColumn];
  }
  return { line, column };
}
