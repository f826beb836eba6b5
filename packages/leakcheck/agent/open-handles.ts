import { type CreationSite, creationSites } from './creation-site.ts';

/** One open resource of this process. */
export interface OpenHandle {
  /** Never reused while the process lives. */
  readonly id: number;
  readonly kind: string;
  readonly label: string;
  readonly openedAtMs: number;
  readonly frames: readonly CreationSite[];
}

/** The table of what is open, by the object or number that stands for it. */
export class OpenHandles {
  readonly #root: string;
  readonly #open = new Map<unknown, OpenHandle>();
  readonly #counts: Record<string, number> = {};
  #peaks: Record<string, number> = {};
  #lastId = 0;

  /** @param root folder of the program: frames outside it are nobody's line */
  constructor(root: string) {
    this.#root = root;
  }

  /** @param frames who asked for it, where that is not who is on the stack */
  open(token: unknown, kind: string, label: string, frames: readonly CreationSite[] = creationSites(this.#root)): void {
    this.close(token);
    this.#open.set(token, { id: ++this.#lastId, kind, label, openedAtMs: performance.now(), frames });
    const count = (this.#counts[kind] ?? 0) + 1;
    this.#counts[kind] = count;
    this.#peaks[kind] = Math.max(this.#peaks[kind] ?? 0, count);
  }

  /** False when nothing of that name is open. */
  close(token: unknown): boolean {
    const handle = this.#open.get(token);
    if (handle === undefined) return false;
    this.#open.delete(token);
    this.#counts[handle.kind] = (this.#counts[handle.kind] ?? 1) - 1;
    return true;
  }

  get(token: unknown): OpenHandle | undefined {
    return this.#open.get(token);
  }

  tokensOf(kind: string): unknown[] {
    return [...this.#open].filter(([, handle]) => handle.kind === kind).map(([token]) => token);
  }

  list(): OpenHandle[] {
    return [...this.#open.values()];
  }

  peaks(): Readonly<Record<string, number>> {
    return this.#peaks;
  }

  resetPeaks(): void {
    this.#peaks = { ...this.#counts };
  }
}
