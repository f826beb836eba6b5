// The page that an LMS opens: the lesson in a frame, and below it what the LMS was told.
import { fill } from '../i18n/strings.ts';
import { listenToVerdicts } from '../workspace/verdict-channel.ts';
import { afterNews, type Attempt, NEW_ATTEMPT } from './attempt.ts';
import { type LmsRecord, NoLmsError } from './lms-record.ts';

/** Words of the page; the packaging writes those of its locale into it. */
export interface LaunchStrings {
  readonly connecting: string;
  readonly noLms: string;
  readonly failed: string;
  readonly open: string;
  readonly score: string;
  readonly passed: string;
  readonly close: string;
  readonly closed: string;
}

/** @param openRecord the adapter of the standard that this package was made for */
export async function launch(openRecord: () => LmsRecord): Promise<void> {
  const strings = JSON.parse(element('strings').textContent ?? '') as LaunchStrings;
  const lab = new URLSearchParams(location.search).get('lab') ?? '';
  const says = element('says');
  let attempt: Attempt = NEW_ATTEMPT;
  let record: LmsRecord | undefined;
  // One after another: an LMS may answer late, and the last word must be the last verdict's.
  let turn: Promise<void> = Promise.resolve();

  const say = (text: string, state: 'told' | 'failed' | 'alone') => {
    says.textContent = text;
    says.dataset['state'] = state;
  };
  const told = () =>
    say(attempt.isPassed ? strings.passed : fill(attempt.score > 0 ? strings.score : strings.open, { percent: Math.round(attempt.score * 100) }), 'told');
  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(work).catch((error: unknown) => say(fill(strings.failed, { message: error instanceof Error ? error.message : String(error) }), 'failed'));
    return turn;
  };

  await inTurn(async () => {
    try {
      record = openRecord();
      attempt = await record.open();
      told();
    } catch (error) {
      record = undefined;
      if (!(error instanceof NoLmsError)) throw error;
      say(strings.noLms, 'alone');
    }
  });
  listenToVerdicts((news) => {
    if (news.lab !== lab) return;
    void inTurn(async () => {
      attempt = afterNews(attempt, news);
      if (record === undefined) return;
      await record.report(attempt);
      told();
    });
  });

  const close = () =>
    inTurn(async () => {
      const closing = record;
      record = undefined;
      if (closing === undefined) return;
      const next = await closing.close(attempt);
      say(strings.closed, 'told');
      if (next !== undefined) location.assign(next);
    });
  const button = element('close') as HTMLButtonElement;
  button.hidden = record === undefined;
  button.addEventListener('click', () => {
    button.hidden = true;
    void close();
  });
  // Closing the window ends the session, too, as far as the browser lets a page do so.
  addEventListener('pagehide', () => void close());
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The launch page has no element "${id}"`);
  return found;
}
