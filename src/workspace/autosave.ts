import { type SavedWork, writeParting, writeWork } from './saved-work.ts';

/** From a change until it is written, ms: so much is lost at most when the tab dies while somebody types. */
const SAVE_MS = 400;

/** Writes a lab's work down while the reader goes on with it. */
export class Autosave {
  readonly #slug: string;
  readonly #work: () => SavedWork;
  readonly #onSaved: (work: SavedWork) => void;
  readonly #onFailed: () => void;
  /** Everything is in the browser's storage. */
  #isKept = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Writings begun: one that ends late says nothing about a later one. */
  #writings = 0;

  /**
   * @param onSaved told of everything that is written, as soon as the writing begins
   * @param onFailed the browser does not let it be kept: private mode, storage full
   */
  constructor(slug: string, work: () => SavedWork, onSaved: (work: SavedWork) => void, onFailed: () => void) {
    this.#slug = slug;
    this.#work = work;
    this.#onSaved = onSaved;
    this.#onFailed = onFailed;
  }

  soon(): void {
    this.#isKept = false;
    this.#timer ??= setTimeout(() => this.now(), SAVE_MS);
  }

  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isKept = false;
    const work = this.#work();
    const writing = ++this.#writings;
    writeWork(this.#slug, work).then(() => {
      this.#isKept = writing === this.#writings && this.#timer === undefined;
    }, this.#onFailed);
    this.#onSaved(work);
  }

  /** As {@link now}, for a page that may be gone the next moment. A page that changed nothing must not write over what another tab has kept. */
  parting(): void {
    if (this.#isKept) return;
    this.now();
    try {
      writeParting(this.#slug, this.#work());
    } catch {
      this.#onFailed();
    }
  }

  /** Writes what waits. */
  close(): void {
    if (this.#timer !== undefined) this.now();
  }
}
