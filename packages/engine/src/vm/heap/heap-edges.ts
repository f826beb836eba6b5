import { FIXED_CLASS, type HeapClasses, WORD } from './heap-layout.ts';
import { type HeapMemory, PROPERTY, propertyKind, propertyTable } from './heap-memory.ts';

/** Told of everything that one node holds. */
export interface EdgeSink {
  /** A thing by its address. */
  thing(address: number, kind: 'property' | 'element' | 'closure' | 'internal', name: string | number): void;
  /** A boxed value: a string, an object, or neither. */
  value(at: number, kind: 'property' | 'element' | 'closure' | 'internal', name: string | number): void;
  /** Memory that belongs to the node alone. */
  block(address: number): void;
}

const { object, code } = WORD;
/** Records of a map: a list link, and behind it key and value. */
const MAP = { records: 4, fromLink: 12, isEmpty: 4, key: 32, value: 40 } as const;
const PROMISE = { result: 24, reactions: 4, listBytes: 8, resolve: 8, reject: 16, handler: 24, settledWord: 2 } as const;

/** Everything that an object holds. */
export function objectEdges(memory: HeapMemory, classes: HeapClasses, at: number, sink: EdgeSink): void {
  propertyEdges(memory, at, sink);
  const kind = memory.classOf(at);
  const data = memory.word(at, object.data);
  if (kind === classes.array || kind === FIXED_CLASS.arguments || kind === FIXED_CLASS.mappedArguments) elementEdges(memory, at, sink);
  else if (kind === classes.function || kind === FIXED_CLASS.generator || kind === classes.asyncFunction || kind === classes.asyncGenerator)
    functionEdges(memory, at, sink);
  else if ((kind >= FIXED_CLASS.firstBoxed && kind <= FIXED_CLASS.lastBoxed) || kind === FIXED_CLASS.date)
    sink.value(at + 4 * object.data, 'internal', 'value');
  else if (data === 0) return;
  else if (kind === classes.map || kind === classes.set) mapEdges(memory, data, sink);
  else if (kind === classes.promise) promiseEdges(memory, data, sink);
  else if (kind === classes.promise + 1 || kind === classes.promise + 2) {
    sink.block(data);
    sink.block(memory.word(data, PROMISE.settledWord));
    sink.value(data, 'internal', 'promise');
  } else if (kind === classes.promise + 4 || kind === classes.promise + 5) sink.thing(data, 'internal', 'async frame');
  else if (kind === FIXED_CLASS.functionWithValues) {
    sink.block(data);
    const count = memory.bytes[data + 5] as number;
    for (let i = 0; i < count; i++) sink.value(data + 8 + 8 * i, 'internal', `value ${i}`);
  } else if (kind === classes.bound) {
    sink.block(data);
    sink.value(data, 'internal', 'bound function');
    sink.value(data + 8, 'internal', 'bound this');
    const count = memory.word(data, 4);
    for (let i = 0; i < count; i++) sink.value(data + 24 + 8 * i, 'internal', `bound argument ${i}`);
  } else if (kind === classes.arrayBuffer) {
    sink.block(data);
    const bytes = memory.word(data, 3);
    if (bytes !== 0 && memory.word(data, 0) > 0) sink.block(bytes);
  }
}

function propertyEdges(memory: HeapMemory, at: number, sink: EdgeSink): void {
  const shape = memory.word(at, object.shape);
  const values = memory.word(at, object.properties);
  sink.thing(shape, 'internal', 'shape');
  if (values !== 0) sink.block(values);
  const proto = memory.word(shape, WORD.shape.proto);
  if (proto !== 0) sink.thing(proto, 'property', '__proto__');
  const count = memory.word(shape, WORD.shape.count);
  for (let i = 0, entry = propertyTable(memory, shape); i < count; i++, entry += 8) {
    const atom = memory.word(entry, 1);
    if (atom === 0) continue;
    const slot = values + 8 * i;
    const kind = propertyKind(memory.word(entry, 0));
    const name = memory.atom(atom);
    if (kind === PROPERTY.plain) sink.value(slot, 'property', name);
    else if (kind === PROPERTY.accessor) {
      if (memory.word(slot, 0) !== 0) sink.thing(memory.word(slot, 0), 'property', `get ${name}`);
      if (memory.word(slot, 1) !== 0) sink.thing(memory.word(slot, 1), 'property', `set ${name}`);
    } else if (kind === PROPERTY.variable) sink.thing(memory.word(slot, 0), 'property', name);
  }
}

const FAST_ARRAY_BIT = 4;

function elementEdges(memory: HeapMemory, at: number, sink: EdgeSink): void {
  const values = memory.word(at, object.values);
  if ((((memory.bytes[at + object.flagsByte] as number) >> FAST_ARRAY_BIT) & 1) === 0 || values === 0) return;
  sink.block(values);
  const count = memory.word(at, object.count);
  for (let i = 0; i < count; i++) sink.value(values + 8 * i, 'element', i);
}

function functionEdges(memory: HeapMemory, at: number, sink: EdgeSink): void {
  const own = memory.word(at, object.data);
  if (own === 0) return;
  sink.thing(own, 'internal', 'code');
  const variables = memory.word(at, object.values);
  const names = memory.word(own, code.closureNames);
  const count = memory.halves[(own >> 1) + code.closureCountHalf] as number;
  if (variables !== 0) {
    sink.block(variables);
    for (let i = 0; i < count; i++) {
      const variable = memory.word(variables, i);
      if (variable !== 0) sink.thing(variable, 'closure', memory.atom(memory.word(names + 8 * i, 1)));
    }
  }
  const home = memory.word(at, object.count);
  if (home !== 0) sink.thing(home, 'internal', 'home object');
}

function mapEdges(memory: HeapMemory, state: number, sink: EdgeSink): void {
  sink.block(state);
  const head = state + MAP.records;
  let at = 0;
  for (let link = memory.word(head, 1); link !== head; link = memory.word(link, 1)) {
    const record = link - MAP.fromLink;
    sink.block(record);
    if (memory.bytes[record + MAP.isEmpty] !== 0) continue;
    sink.value(record + MAP.key, 'internal', `key ${at}`);
    sink.value(record + MAP.value, 'internal', `value ${at}`);
    at++;
  }
}

function promiseEdges(memory: HeapMemory, state: number, sink: EdgeSink): void {
  sink.block(state);
  sink.value(state + PROMISE.result, 'internal', 'result');
  for (let list = 0; list < 2; list++) {
    const head = state + PROMISE.reactions + PROMISE.listBytes * list;
    for (let link = memory.word(head, 1); link !== head; link = memory.word(link, 1)) {
      sink.block(link);
      for (const offset of [PROMISE.resolve, PROMISE.reject, PROMISE.handler]) sink.value(link + offset, 'internal', 'reaction');
    }
  }
}

/** Constants of a function's code. */
export function codeEdges(memory: HeapMemory, at: number, sink: EdgeSink): void {
  const constants = memory.word(at, code.constants);
  const count = memory.word(at, code.constantCount);
  for (let i = 0; i < count; i++) sink.value(constants + 8 * i, 'internal', 'constant');
}

/** A suspended async function (JSAsyncFunctionData), bytes. */
export const FRAME = { resolve: 8, reject: 16, isRunning: 24, thisValue: 32, function: 56, variables: 64, stackTop: 88 } as const;
/** More than any function has: a frame that says so is being changed. */
const MAX_FRAME_BYTES = 65_536;

/** What a suspended async function holds: its own promise, and its variables. */
export function frameEdges(memory: HeapMemory, at: number, sink: EdgeSink): void {
  sink.value(at + FRAME.resolve, 'internal', 'resolve');
  sink.value(at + FRAME.reject, 'internal', 'reject');
  if (memory.bytes[at + FRAME.isRunning] === 0) return;
  sink.value(at + FRAME.thisValue, 'internal', 'this');
  sink.value(at + FRAME.function, 'internal', 'function');
  const start = memory.word(at + FRAME.variables, 0);
  const end = memory.word(at + FRAME.stackTop, 0);
  if (start === 0) return;
  sink.block(start);
  if (end <= start || end - start > MAX_FRAME_BYTES) return;
  for (let value = start, i = 0; value < end; value += 8, i++) sink.value(value, 'internal', `local ${i}`);
}
