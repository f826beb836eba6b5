import { type HeapGraph, NODE } from '../vm/heap/heap-graph.ts';
import type { Dominators } from './dominators.ts';

const MAX_STEPS = 8;
/** What the engine calls the top level of a file. */
const TOP_LEVEL = new Set(['', '<eval>', '<anonymous>']);

/** The engine's own functions, such as those that settle a promise, have no name and say nothing. */
const UNNAMED = 'Function';

/** Names of variables and of the ways to what they keep. */
export class PathNames {
  readonly #graph: HeapGraph;
  readonly #found: Dominators;
  readonly #root: string;

  constructor(graph: HeapGraph, found: Dominators, root: string) {
    this.#graph = graph;
    this.#found = found;
    this.#root = `${root}/`;
  }

  #shown(file: string): string {
    return file.startsWith(this.#root) ? file.slice(this.#root.length) : file;
  }

  /** A variable's place, by the module or function that is nearest to it on the way from a root. */
  placeOf(variable: number): { text: string; file?: string } | undefined {
    const holder = this.#found.parent[variable] as number;
    if (holder < 0) return undefined;
    const edge = this.#graph.edgesOf(holder)[this.#found.parentEdge[variable] as number];
    if (edge === undefined || edge.kind !== 'closure') return undefined;
    const isModule = this.#graph.kindOf(holder) === NODE.module;
    const { name, file = '' } = this.#graph.describe(holder);
    const where = isModule ? name : file;
    const owner = isModule || TOP_LEVEL.has(name) ? '' : ` in ${name}()`;
    return { text: `${this.#shown(where)} ${edge.name}${owner}`, ...(where.startsWith(this.#root) && { file: this.#shown(where) }) };
  }

  /** A function in the program's own files, as paths show it; one that waits at an `await` counts, too. Undefined for everything else. */
  functionAt(node: number): { text: string; file: string } | undefined {
    const kind = this.#graph.kindOf(node);
    if (kind !== NODE.frame && (kind !== NODE.object || this.#graph.constructorOf(node) !== 'Function')) return undefined;
    const { name, file, line } = this.#graph.describe(node);
    if (file === undefined || !file.startsWith(this.#root)) return undefined;
    const shown = `(${this.#shown(file)}:${line})`;
    return { text: `${kind === NODE.frame ? 'async ' : ''}${TOP_LEVEL.has(name) ? shown : `${name} ${shown}`}`, file: this.#shown(file) };
  }

  /** From a variable down to one of the things it keeps. */
  pathTo(variable: number, place: string, target: number | undefined): string {
    const { parent, parentEdge } = this.#found;
    const steps: string[] = [];
    for (let node = target ?? variable; node !== variable && node >= 0; node = parent[node] as number) {
      const edge = this.#graph.edgesOf(parent[node] as number)[parentEdge[node] as number];
      const label = this.#labelOf(node);
      if (label === UNNAMED) continue;
      if (this.#graph.kindOf(node) !== NODE.variable) steps.push(`${edge?.kind === 'property' ? `.${edge.name} ` : ''}${label}`);
      else if (edge?.kind === 'closure') steps.push(String(edge.name));
    }
    steps.reverse();
    const shown = steps.length > MAX_STEPS ? [...steps.slice(0, MAX_STEPS / 2), '…', ...steps.slice(-MAX_STEPS / 2)] : steps;
    return [place, ...shown].join(' → ');
  }

  #labelOf(node: number): string {
    const length = this.#graph.lengthOf(node);
    const maker = this.#graph.constructorOf(node);
    if (length >= 0) return `${maker}(${length})`;
    const { name } = this.#graph.describe(node);
    const own = this.functionAt(node);
    if (own !== undefined) return this.#graph.kindOf(node) === NODE.frame ? own.text : `Function ${own.text}`;
    if (maker !== 'Function') return maker;
    return `Function ${name}`.trimEnd();
  }
}
