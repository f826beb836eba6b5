import { type Attempt, NEW_ATTEMPT } from './attempt.ts';
import type { LmsRecord } from './lms-record.ts';
import { ScormApi } from './scorm-api.ts';

/** SCORM 2004, 4th edition: `cmi.*` through API_1484_11 (IEEE 1484.11.2). */
export class Scorm2004Record implements LmsRecord {
  readonly #api = new ScormApi('API_1484_11', '');
  readonly #openedAt = performance.now();

  async open(): Promise<Attempt> {
    this.#api.initialize();
    if (this.#api.get('cmi.success_status') === 'passed') return { score: 1, isPassed: true };
    const score = Number(this.#api.get('cmi.score.scaled'));
    this.#api.set('cmi.completion_status', 'incomplete');
    this.#api.commit();
    return Number.isFinite(score) ? { ...NEW_ATTEMPT, score } : NEW_ATTEMPT;
  }

  async report(attempt: Attempt): Promise<void> {
    this.#write(attempt);
    this.#api.commit();
  }

  async close(attempt: Attempt): Promise<undefined> {
    this.#write(attempt);
    this.#api.set('cmi.exit', attempt.isPassed ? 'normal' : 'suspend');
    this.#api.set('cmi.session_time', toDuration(performance.now() - this.#openedAt));
    this.#api.commit();
    this.#api.end('Terminate');
  }

  #write({ score, isPassed }: Attempt): void {
    this.#api.set('cmi.score.min', '0');
    this.#api.set('cmi.score.max', '100');
    this.#api.set('cmi.score.raw', String(Math.round(score * 100)));
    this.#api.set('cmi.score.scaled', String(score));
    this.#api.set('cmi.progress_measure', String(score));
    this.#api.set('cmi.completion_status', isPassed ? 'completed' : 'incomplete');
    this.#api.set('cmi.success_status', isPassed ? 'passed' : 'unknown');
  }
}

/** timeinterval(second,10,2), an ISO 8601 duration. */
export function toDuration(ms: number): string {
  return `PT${(ms / 1000).toFixed(2)}S`;
}
