import { signal } from '@preact/signals';
import { type Files, filesOf, type LabSource, type Verdict, withEdits } from '@unhandled/lab';

/** A state of the lab's files that can be measured: the start, the reader's own, the solution, or the start with one file of the solution. */
export interface Version {
  readonly kind: 'start' | 'only' | 'mine' | 'solution';
  /** Of 'only': the file that is the solution's. */
  readonly file?: string;
  readonly files: Files;
  /** The same for the same files. */
  readonly key: string;
}

/** What a version does, in four figures. */
export interface VersionFigures {
  /** Ids of the checks that fail. */
  readonly failed: readonly string[];
  /** Of all requests whose answer was checked. */
  readonly wrongAnswers: number;
  /** The largest over the kinds of traffic. */
  readonly handlesPerRequest: number;
  readonly bytesPerRequest: number;
}

export type VersionState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'measured'; readonly figures: VersionFigures }
  | { readonly kind: 'failed'; readonly message: string };

/** The versions worth comparing. One file's share is only told where the solution changes several. */
export function versionsOf(lab: LabSource, edits: Files): Version[] {
  const start = filesOf(lab, 'start');
  const changed = Object.entries(lab.solution);
  return [
    version('start', start),
    ...(changed.length < 2 ? [] : changed.map(([file, text]) => ({ ...version('only', { ...start, [file]: text }), file }))),
    ...(Object.keys(edits).length === 0 ? [] : [version('mine', withEdits(lab, edits))]),
    version('solution', filesOf(lab, 'solution')),
  ];
}

function version(kind: Version['kind'], files: Files): Version {
  return { kind, files, key: JSON.stringify(Object.entries(files).sort()) };
}

/** The four figures of a verdict. Checks that do not apply to a lab count as 0. */
export function figuresOf({ checks, figures }: Verdict): VersionFigures {
  const valuesOf = (prefix: string) => Object.entries(figures).flatMap(([name, value]) => (name.startsWith(prefix) ? [value] : []));
  return {
    failed: checks.filter(({ status }) => status === 'fail').map(({ id }) => id),
    wrongAnswers: valuesOf('contract').reduce((sum, value) => sum + value, 0),
    handlesPerRequest: Math.max(0, ...valuesOf('handles-')),
    bytesPerRequest: Math.max(0, ...valuesOf('heap')),
  };
}

/** Has versions measured, each once: what was measured stays known while the page is open. */
export class VersionMeasurements {
  readonly states = signal<ReadonlyMap<string, VersionState>>(new Map());
  readonly #measure: (key: string, files: Files) => void;

  /** @param measure asks for one measurement; its answer comes to {@link settle} */
  constructor(measure: (key: string, files: Files) => void) {
    this.#measure = measure;
  }

  want(versions: readonly Version[]): void {
    for (const { key, files } of versions) {
      const known = this.states.value.get(key);
      if (known !== undefined && known.kind !== 'failed') continue;
      this.#set(key, { kind: 'waiting' });
      this.#measure(key, files);
    }
  }

  settle(key: string, state: VersionState): void {
    this.#set(key, state);
  }

  /** Whoever measured is gone: what it had not finished has to be asked for again. */
  forgetWaiting(message: string): void {
    this.states.value = new Map([...this.states.value].map(([key, state]) => [key, state.kind === 'waiting' ? { kind: 'failed', message } : state]));
  }

  /** What another place measured says nothing of this one. */
  forgetAll(): void {
    this.states.value = new Map();
  }

  #set(key: string, state: VersionState): void {
    this.states.value = new Map([...this.states.value, [key, state]]);
  }
}
