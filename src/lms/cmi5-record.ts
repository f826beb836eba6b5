import Cmi5 from '@xapi/cmi5';
import { type Attempt, NEW_ATTEMPT } from './attempt.ts';
import { LmsError, type LmsRecord, NoLmsError } from './lms-record.ts';

/** What a learner reached in earlier sessions, kept by the LMS under the activity. */
const STATE = 'unhandled-attempt';

/** cmi5 (AICC, Quartz): statements to the LMS's record store; passed and completed once in a registration. */
export class Cmi5Record implements LmsRecord {
  readonly #cmi5: Cmi5;
  #isPassedReported = false;
  #reportedPercent = 0;

  /** @throws {NoLmsError} when the address lacks what a launch by cmi5 has */
  constructor() {
    if (!Cmi5.isCmiAvailable) throw new NoLmsError('The address of this page has no cmi5 launch parameters');
    this.#cmi5 = new Cmi5();
  }

  async open(): Promise<Attempt> {
    await asked('begin', () => this.#cmi5.initialize());
    const attempt = await this.#readState();
    this.#isPassedReported = attempt.isPassed;
    this.#reportedPercent = Math.round(attempt.score * 100);
    return attempt;
  }

  async report(attempt: Attempt): Promise<void> {
    // Somebody who looks at another's attempt, or reads again what is passed, leaves no mark.
    if (this.#cmi5.launchData.launchMode !== 'Normal') return;
    const percent = Math.round(attempt.score * 100);
    if (attempt.isPassed && !this.#isPassedReported) {
      await asked('store that the lab is passed', () => this.#cmi5.pass({ scaled: 1 }));
      await asked('store that the lab is completed', () => this.#cmi5.complete());
      this.#isPassedReported = true;
    } else if (!attempt.isPassed && percent > this.#reportedPercent) await asked('store progress', () => this.#cmi5.progress(percent));
    this.#reportedPercent = percent;
    await this.#writeState(attempt);
  }

  async close(): Promise<string | undefined> {
    await asked('end', () => this.#cmi5.terminate());
    return this.#cmi5.launchData.returnURL;
  }

  async #readState(): Promise<Attempt> {
    try {
      const { data } = await this.#xapi.getState({ ...this.#place, stateId: STATE });
      const { score, isPassed } = data as Partial<Attempt>;
      return typeof score === 'number' && typeof isPassed === 'boolean' ? { score, isPassed } : NEW_ATTEMPT;
    } catch (error) {
      // Nothing was kept so far.
      if (statusOf(error) === 404) return NEW_ATTEMPT;
      throw new LmsError(`The LMS did not give back the attempt: ${String(error)}`);
    }
  }

  async #writeState(attempt: Attempt): Promise<void> {
    await asked('store the attempt', () => this.#xapi.setState({ ...this.#place, stateId: STATE, state: { ...attempt } }));
  }

  get #xapi() {
    const { xapi } = this.#cmi5;
    if (xapi === null) throw new LmsError('The session has not begun');
    return xapi;
  }

  get #place() {
    const { actor, activityId, registration } = this.#cmi5.getLaunchParameters();
    return { agent: actor, activityId, registration };
  }
}

async function asked<T>(what: string, ask: () => PromiseLike<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new LmsError(`The LMS did not ${what}: ${String(error)}`, { cause: error });
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { response?: { status?: number } }).response?.status;
}
