/** Loads each thing once and keeps it; what could not be loaded is asked for again the next time. */
export class KeptLoads<T> {
  readonly #known = new Map<string, Promise<T>>();

  get(key: string, load: () => Promise<T>): Promise<T> {
    const known = this.#known.get(key) ?? load();
    this.#known.set(key, known);
    known.catch(() => {
      if (this.#known.get(key) === known) this.#known.delete(key);
    });
    return known;
  }

  /** What is known of it, which is not kept any longer; undefined when it was never loaded or could not be. */
  forget(key: string): Promise<T> | undefined {
    const known = this.#known.get(key);
    this.#known.delete(key);
    return known;
  }
}
