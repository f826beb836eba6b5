import { useRef, useState } from 'preact/hooks';
import { EVENING_RECORD } from '../content/incident/evening.ts';
import { fill } from '../i18n/strings.ts';
import type { IncidentStrings } from '../i18n/incident.ts';
import { clockAt } from './evening-clock.ts';
import { factsOf } from './facts.ts';
import type { PictureId } from './pictures.ts';
import { CAUSES, type Cause, type CauseId, type LessonLink, minuteOf } from './root-causes.ts';

interface RootCauseProps {
  readonly strings: IncidentStrings;
  readonly lessons: Readonly<Record<string, LessonLink>>;
  readonly isReady: boolean;
  readonly onShow: (picture: PictureId, minute: number) => void;
}

const FACTS = factsOf(EVENING_RECORD);

/** "What went wrong?": several answers may be chosen, and each is held against its curve. */
export function RootCause({ strings, lessons, isReady, onShow }: RootCauseProps) {
  const text = strings.question;
  const [chosen, setChosen] = useState<ReadonlySet<CauseId>>(new Set());
  const [isChecked, setChecked] = useState(false);
  const result = useRef<HTMLParagraphElement>(null);
  const causes = CAUSES.filter(({ isTrue }) => isTrue);
  const found = causes.filter(({ id }) => chosen.has(id)).length;
  const wrong = chosen.size - found;
  const first = lessons['the-pager'];

  function choose(id: CauseId, isOn: boolean): void {
    const next = new Set(chosen);
    if (isOn) next.add(id);
    else next.delete(id);
    setChosen(next);
  }

  function check(event: Event): void {
    event.preventDefault();
    setChecked(true);
    // Said to those who hear the page; the explanations follow it.
    requestAnimationFrame(() => result.current?.focus());
  }

  return (
    <section class="root-cause" aria-labelledby="root-cause">
      <h2 id="root-cause">{text.title}</h2>
      <p>{text.text}</p>
      <form onSubmit={check}>
        <p ref={result} class="score" tabIndex={-1} hidden={!isChecked}>
          {found === causes.length && wrong === 0 ? text.scoreAll : fill(text.score, { found, total: causes.length, wrong })}
        </p>
        <ul class="causes">
          {CAUSES.map((cause) => (
            <li key={cause.id} data-cause={cause.id} class={isChecked ? (cause.isTrue ? 'supported' : 'refuted') : ''}>
              <label>
                <input type="checkbox" checked={chosen.has(cause.id)} disabled={!isReady} onChange={(event) => choose(cause.id, event.currentTarget.checked)} />
                <span>{text.answers[cause.id].text}</span>
              </label>
              <div class="why" hidden={!isChecked}>
                <p class="judgement">
                  <b>
                    <span aria-hidden="true">{cause.isTrue ? '✓' : '✗'}</span> {cause.isTrue ? text.right : text.wrong}
                  </b>
                  {chosen.has(cause.id) ? <span class="chosen">{text.chosen}</span> : cause.isTrue && <span class="chosen">{text.missed}</span>}
                </p>
                <p>{fill(text.answers[cause.id].why, FACTS)}</p>
                <Ways cause={cause} strings={strings} lessons={lessons} onShow={onShow} />
              </div>
            </li>
          ))}
        </ul>
        <p class="actions">
          <button type="submit" class="uh-button uh-button-primary" disabled={!isReady || chosen.size === 0}>
            {text.check}
          </button>
          {first?.href !== undefined && (
            <a class="uh-button" href={first.href}>
              {isChecked ? text.next : text.skip}
            </a>
          )}
        </p>
      </form>
    </section>
  );
}

/** From an answer to its curve and to its lessons. */
function Ways({ cause, strings, lessons, onShow }: Omit<RootCauseProps, 'isReady'> & { cause: Cause }) {
  const minute = minuteOf(EVENING_RECORD, cause);
  const { show, lesson, planned } = strings.question;
  return (
    <p class="ways">
      <button type="button" class="uh-button show" onClick={() => onShow(cause.picture, minute)}>
        {fill(show, { picture: strings.pictures[cause.picture], time: clockAt(EVENING_RECORD.startsAt, minute) })}
      </button>
      {cause.lessons.map((slug) => {
        const link = lessons[slug];
        if (link === undefined) return null;
        const words = { number: link.number, title: link.title };
        return link.href === undefined ? (
          <span key={slug}>{fill(planned, words)}</span>
        ) : (
          <a key={slug} href={link.href}>
            {fill(lesson, words)}
          </a>
        );
      })}
    </p>
  );
}
