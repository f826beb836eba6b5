import { type SavedWork, writeParting, writeWork } from './saved-work.ts';

/** A pause in typing that is long enough to write, ms. */
const SAVE_MS = 400;

/** Writes a lab's work down while the reader goes on with it. */
export class Autosave {
  readonly #slug: string;
  readonly #work: () => SavedWork;
  readonly #onFailed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onFailed the browser does not let it be kept: private mode, storage full. */
  constructor(slug: string, work: () => SavedWork, onFailed: () => void) {
    this.#slug = slug;
    this.#work = work;
    this.#onFailed = onFailed;
  }

  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), SAVE_MS);
  }

  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    writeWork(this.#slug, this.#work()).catch(this.#onFailed);
  }

  /** As {@link now}, for a page that may be gone the next moment. */
  parting(): void {
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
