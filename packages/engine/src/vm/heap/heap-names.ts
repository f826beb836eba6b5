import { FRAME } from './heap-edges.ts';
import { type HeapGraph, NODE, type NodeKind } from './heap-graph.ts';
import { type HeapClasses, WORD } from './heap-layout.ts';
import type { HeapMemory } from './heap-memory.ts';

const KIND_NAME: Readonly<Record<NodeKind, string>> = {
  [NODE.object]: 'Object',
  [NODE.code]: '(code)',
  [NODE.shape]: '(shape)',
  [NODE.variable]: '(variable)',
  [NODE.frame]: '(async function)',
  [NODE.context]: '(context)',
  [NODE.string]: 'string',
  [NODE.module]: '(module)',
};

/** Prototypes that are looked at for a constructor. */
const MAX_PROTOTYPES = 5;

type Names = Pick<HeapGraph, 'constructorOf' | 'describe' | 'lengthOf'>;

/** Reads all names now: memory is only as it is for the time of the walk. */
export function nodeNames(memory: HeapMemory, classes: HeapClasses, addresses: readonly number[], kinds: readonly NodeKind[]): Names {
  const atoms = findAtoms(memory, classes, addresses, kinds);
  const ofPrototype = new Map<number, string>();
  const isFunction = (at: number): boolean => {
    const found = memory.classOf(at);
    return found === classes.function || found === classes.asyncFunction || found === classes.generator || found === classes.asyncGenerator;
  };
  const nameOfFunction = (at: number): string => {
    const slot = atoms.name === 0 ? 0 : memory.propertyAt(at, atoms.name);
    const given = slot === 0 ? undefined : memory.reference(slot);
    if (given?.kind === 'string') return memory.text(given.address);
    return isFunction(at) && memory.word(at, WORD.object.data) !== 0 ? memory.atom(memory.word(memory.word(at, WORD.object.data), WORD.code.name)) : '';
  };
  const constructorOf = (prototype: number): string => {
    if (prototype === 0) return 'Object';
    let name = ofPrototype.get(prototype);
    if (name !== undefined) return name;
    name = '';
    for (let at = prototype, steps = 0; at !== 0 && steps < MAX_PROTOTYPES && name === ''; steps++) {
      const slot = memory.propertyAt(at, atoms.constructor);
      const found = slot === 0 ? undefined : memory.reference(slot);
      if (found?.kind === 'object') name = nameOfFunction(found.address);
      at = memory.word(memory.word(at, WORD.object.shape), WORD.shape.proto);
    }
    ofPrototype.set(prototype, name || 'Object');
    return name || 'Object';
  };
  const constructors: string[] = [];
  const lengths = new Int32Array(addresses.length).fill(-1);
  const described: { name: string; file?: string; line?: number }[] = [];
  addresses.forEach((at, node) => {
    const kind = kinds[node] as NodeKind;
    if (kind !== NODE.object) {
      constructors.push(KIND_NAME[kind]);
      if (kind === NODE.string) described.push({ name: memory.text(at) });
      else if (kind === NODE.module) described.push({ name: memory.atom(memory.word(at, WORD.module.name)) });
      else if (kind === NODE.code) described.push(placeOfCode(memory, at));
      else if (kind === NODE.frame) described.push(placeOfFrame(memory, at));
      else described.push({ name: '' });
      return;
    }
    const found = memory.classOf(at);
    const code = isFunction(at) ? memory.word(at, WORD.object.data) : 0;
    constructors.push(code === 0 ? constructorOf(memory.word(memory.word(at, WORD.object.shape), WORD.shape.proto)) : 'Function');
    described.push(code === 0 ? { name: '' } : placeOfCode(memory, code));
    if (found === classes.array) lengths[node] = memory.word(at, WORD.object.count);
    else if (found === classes.map || found === classes.set) lengths[node] = memory.word(memory.word(at, WORD.object.data), 3);
  });
  return {
    constructorOf: (node) => constructors[node] as string,
    describe: (node) => described[node] as { name: string },
    lengthOf: (node) => lengths[node] as number,
  };
}

function placeOfCode(memory: HeapMemory, code: number): { name: string; file: string; line: number } {
  return {
    name: memory.atom(memory.word(code, WORD.code.name)),
    file: memory.fileOf(code),
    line: memory.word(code, WORD.code.line),
  };
}

/** The function that waits. One that has ended has no function any more. */
function placeOfFrame(memory: HeapMemory, at: number): { name: string; file?: string; line?: number } {
  const running = memory.reference(at + FRAME.function);
  const code = memory.bytes[at + FRAME.isRunning] === 0 || running?.kind !== 'object' ? 0 : memory.word(running.address, WORD.object.data);
  return code === 0 ? { name: '' } : placeOfCode(memory, code);
}

/** Numbers of two names, found on the first function whose prototype has a constructor: making atoms would change the heap. */
function findAtoms(memory: HeapMemory, classes: HeapClasses, addresses: readonly number[], kinds: readonly NodeKind[]): { constructor: number; name: number } {
  const atoms = { constructor: 0, name: 0 };
  for (let node = 0; node < addresses.length && (atoms.constructor === 0 || atoms.name === 0); node++) {
    const at = addresses[node] as number;
    if (kinds[node] !== NODE.object) continue;
    const shape = memory.word(at, WORD.object.shape);
    let entry = shape + 4 * WORD.shape.table + 4 * (memory.word(shape, WORD.shape.hashMask) + 1);
    for (let i = 0; i < memory.word(shape, WORD.shape.count); i++, entry += 8) {
      const atom = memory.word(entry, 1);
      if (atom === 0) continue;
      const text = memory.atom(atom);
      if (text === 'constructor') atoms.constructor = atom;
      else if (text === 'name' && memory.classOf(at) === classes.function) atoms.name = atom;
    }
  }
  return atoms;
}
