import { type Attempt, NEW_ATTEMPT } from './attempt.ts';
import type { LmsRecord } from './lms-record.ts';
import { ScormApi } from './scorm-api.ts';

/** SCORM 1.2 (ADL, 2001): `cmi.core.*`. */
export class Scorm12Record implements LmsRecord {
  readonly #api = new ScormApi('API', 'LMS');
  readonly #openedAt = performance.now();

  async open(): Promise<Attempt> {
    this.#api.initialize();
    const status = this.#api.get('cmi.core.lesson_status');
    const score = Number(this.#api.get('cmi.core.score.raw')) / 100;
    if (status === 'passed' || status === 'completed') return { score: 1, isPassed: true };
    if (status === 'not attempted' || status === '') {
      this.#api.set('cmi.core.lesson_status', 'incomplete');
      this.#api.commit();
    }
    return Number.isFinite(score) ? { ...NEW_ATTEMPT, score } : NEW_ATTEMPT;
  }

  async report(attempt: Attempt): Promise<void> {
    this.#write(attempt);
    this.#api.commit();
  }

  async close(attempt: Attempt): Promise<undefined> {
    this.#write(attempt);
    this.#api.set('cmi.core.exit', attempt.isPassed ? '' : 'suspend');
    this.#api.set('cmi.core.session_time', toTimespan(performance.now() - this.#openedAt));
    this.#api.commit();
    this.#api.end('Finish');
  }

  #write({ score, isPassed }: Attempt): void {
    this.#api.set('cmi.core.score.min', '0');
    this.#api.set('cmi.core.score.max', '100');
    this.#api.set('cmi.core.score.raw', String(Math.round(score * 100)));
    this.#api.set('cmi.core.lesson_status', isPassed ? 'passed' : 'incomplete');
  }
}

/** CMITimespan: HHHH:MM:SS.SS */
export function toTimespan(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const seconds = ms / 1000;
  return `${String(Math.floor(seconds / 3600)).padStart(4, '0')}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${two((ms / 10) % 100)}`;
}
