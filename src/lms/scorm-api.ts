import { LmsError, NoLmsError } from './lms-record.ts';

/** Functions of an LMS's API object; SCORM 1.2 calls them LMSInitialize and so on, SCORM 2004 Initialize. */
type ScormFunctions = Readonly<Record<string, (...args: string[]) => string>>;

/** How far up and how often an API is looked for; the standards' own examples stop at 7 and at 500 frames. */
const MAX_PARENTS = 50;

/** SCORM's API object, asked in one way for both versions. Values are text; the LMS answers "true" and "false". */
export class ScormApi {
  readonly #api: ScormFunctions;
  readonly #prefix: string;

  /**
   * @param name of the object that the LMS puts into a window above ours: 'API' (1.2) or 'API_1484_11' (2004)
   * @param prefix of its functions: 'LMS' (1.2) or nothing
   * @throws {NoLmsError} when no window above has one
   */
  constructor(name: string, prefix: string, from: Window = window) {
    const api = findApi(name, from) ?? (from.opener === null ? undefined : findApi(name, from.opener as Window));
    if (api === undefined) throw new NoLmsError(`No window above this one has ${name}`);
    this.#api = api;
    this.#prefix = prefix;
  }

  get(element: string): string {
    return this.#function('GetValue')(element);
  }

  /** @throws {LmsError} with the LMS's own words. */
  set(element: string, value: string): void {
    this.#must(this.#function('SetValue')(element, value), `store ${element}`);
  }

  initialize(): void {
    this.#must(this.#function('Initialize')(''), 'begin');
  }

  commit(): void {
    this.#must(this.#function('Commit')(''), 'store');
  }

  /** @param name 'Finish' (1.2) or 'Terminate' (2004) */
  end(name: string): void {
    this.#must(this.#function(name)(''), 'end');
  }

  #must(answer: unknown, what: string): void {
    if (String(answer) === 'true') return;
    const code = String(this.#function('GetLastError')());
    throw new LmsError(`The LMS did not ${what}: ${this.#function('GetErrorString')(code)} (${code})`);
  }

  #function(name: string): (...args: string[]) => string {
    const found = this.#api[this.#prefix + name];
    if (typeof found !== 'function') throw new LmsError(`The LMS's API has no ${this.#prefix}${name}`);
    return (...args) => found.apply(this.#api, args);
  }
}

function findApi(name: string, from: Window): ScormFunctions | undefined {
  let at: Window = from;
  for (let parents = 0; parents < MAX_PARENTS; parents++) {
    try {
      const api = (at as unknown as Record<string, ScormFunctions | undefined>)[name];
      if (api !== undefined && api !== null) return api;
    } catch {
      return undefined; // a window of another origin: SCORM's API cannot be reached through it
    }
    if (at.parent === at) return undefined;
    at = at.parent;
  }
  return undefined;
}
