import { useEffect, useRef, useState } from 'preact/hooks';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locale.ts';
import { fill } from '../i18n/strings.ts';
import type { TrainerStrings } from '../i18n/trainer.ts';
import { type BoardLab, type BoardLearner, type Place, type Standing, STUCK_TIME, STUCK_VERDICTS, summarize } from './board.ts';

interface ClassReportProps {
  readonly learners: readonly BoardLearner[];
  readonly labs: readonly BoardLab[];
  readonly strings: TrainerStrings;
  readonly locale: Locale;
  readonly onRemove: (id: string) => void;
}

const ICONS: Readonly<Record<Standing, string>> = { none: '·', working: '…', stuck: '!', passed: '✓' };
const STANDINGS: readonly Standing[] = ['passed', 'working', 'stuck', 'none'];
const minutesOf = (ms: number) => Math.round(ms / 60_000);
const words = (name: string) => name.replaceAll('-', ' ');

/** Who is stuck, how each lab goes, and where each learner is. */
export function ClassReport({ learners, labs, strings, locale, onRemove }: ClassReportProps) {
  const [shown, setShown] = useState<{ readonly learner: BoardLearner; readonly lab: BoardLab } | undefined>();
  const date = new Intl.DateTimeFormat(LANGUAGE_TAGS[locale], { dateStyle: 'medium', timeStyle: 'short' });
  const places = learners.flatMap((learner) =>
    labs.flatMap((lab) => (learner.places[lab.slug] ? [{ learner, lab, place: learner.places[lab.slug] as Place }] : [])),
  );
  const stuck = places.filter(({ place }) => place.standing === 'stuck');
  const passed = places.filter(({ place }) => place.standing === 'passed').length;
  return (
    <div class="uh-class-report">
      <p class="uh-number uh-board-count">{fill(strings.count, { learners: learners.length, passed })}</p>
      <section>
        <h2 id="uh-stuck">{strings.stuckTitle}</h2>
        {stuck.length === 0 ? (
          <p>{strings.nobodyStuck}</p>
        ) : (
          <ul class="uh-stuck">
            {stuck.map(({ learner, lab, place: { practice } }) => (
              <li key={learner.id + lab.slug}>
                <strong>
                  {fill(strings.stuckIn, {
                    name: learner.name,
                    lab: `${lab.number} ${lab.title}`,
                    verdicts: practice.verdicts,
                    minutes: minutesOf(practice.activeMs),
                  })}
                </strong>
                {practice.last !== undefined && practice.last.failed.length > 0 && (
                  <span> {fill(strings.failing, { checks: practice.last.failed.join(', ') })}</span>
                )}
              </li>
            ))}
          </ul>
        )}
        <p class="uh-rule">{fill(strings.stuckRule, { verdicts: STUCK_VERDICTS, factor: STUCK_TIME })}</p>
      </section>
      <section>
        <h2 id="uh-by-lab">{strings.labsTitle}</h2>
        <div class="uh-scroll" tabIndex={0} role="region" aria-labelledby="uh-by-lab">
          <table class="uh-board">
            <thead>
              <tr>
                <th scope="col">{strings.lab}</th>
                {STANDINGS.map((standing) => (
                  <th key={standing} scope="col" class="uh-number">
                    {strings.standings[standing]}
                  </th>
                ))}
                <th scope="col" class="uh-number">
                  {strings.median}
                </th>
                <th scope="col">{strings.popular}</th>
              </tr>
            </thead>
            <tbody>
              {labs.map((lab) => {
                const { counts, medianMsToPass, popularWrongFix } = summarize(lab, learners);
                return (
                  <tr key={lab.slug}>
                    <th scope="row">
                      <span class="uh-number uh-faint">{lab.number}</span> {lab.title}
                    </th>
                    {STANDINGS.map((standing) => (
                      <td key={standing} class={`uh-number ${counts[standing] === 0 ? 'uh-zero' : `uh-standing-${standing}`}`}>
                        {counts[standing]}
                      </td>
                    ))}
                    <td class="uh-number">{medianMsToPass === undefined ? '' : fill(strings.minutes, { minutes: minutesOf(medianMsToPass) })}</td>
                    <td>
                      {popularWrongFix && fill(strings.tried, { name: words(popularWrongFix.name), count: popularWrongFix.learners, all: learners.length })}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </section>
      <section>
        <h2 id="uh-by-learner">{strings.learnersTitle}</h2>
        <div class="uh-scroll" tabIndex={0} role="region" aria-labelledby="uh-by-learner">
          <table class="uh-board uh-class">
            <thead>
              <tr>
                <th scope="col">{strings.learner}</th>
                {labs.map(({ slug, number, title }) => (
                  <th key={slug} scope="col" class="uh-number" title={title}>
                    {number}
                  </th>
                ))}
                <th scope="col">{strings.saved}</th>
                <td class="uh-no-print" />
              </tr>
            </thead>
            <tbody>
              {learners.map((learner) => (
                <tr key={learner.id}>
                  <th scope="row">{learner.name}</th>
                  {labs.map((lab) => (
                    <PlaceCell key={lab.slug} learner={learner} lab={lab} strings={strings} onShow={() => setShown({ learner, lab })} />
                  ))}
                  <td class="uh-number uh-date">{learner.savedAt === 0 ? '' : date.format(learner.savedAt)}</td>
                  <td class="uh-no-print">
                    <button type="button" class="uh-remove" aria-label={fill(strings.remove, { name: learner.name })} onClick={() => onRemove(learner.id)}>
                      ×
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p class="uh-legend">
          {STANDINGS.map((standing) => (
            <span key={standing} class={`uh-standing-${standing}`}>
              <span aria-hidden="true">{ICONS[standing]}</span> {strings.standings[standing]}
            </span>
          ))}
        </p>
      </section>
      {shown && <PlaceSheet {...shown} strings={strings} date={date} onClose={() => setShown(undefined)} />}
    </div>
  );
}

interface PlaceCellProps {
  readonly learner: BoardLearner;
  readonly lab: BoardLab;
  readonly strings: TrainerStrings;
  readonly onShow: () => void;
}

function PlaceCell({ learner, lab, strings, onShow }: PlaceCellProps) {
  const place = learner.places[lab.slug];
  if (place === undefined)
    return (
      <td class="uh-place uh-standing-none">
        <span aria-hidden="true">{ICONS.none}</span>
        <span class="sr-only">{strings.standings.none}</span>
      </td>
    );
  const { standing, practice } = place;
  const minutes = minutesOf(practice.passedAfterMs ?? practice.activeMs);
  return (
    <td class={`uh-place uh-standing-${standing}`}>
      <button type="button" onClick={onShow} title={`${lab.title}: ${strings.standings[standing]}`}>
        <span aria-hidden="true">{ICONS[standing]}</span>
        <span class="sr-only">{strings.standings[standing]}</span> <span class="uh-number">{minutes}′</span>
      </button>
    </td>
  );
}

interface PlaceSheetProps {
  readonly learner: BoardLearner;
  readonly lab: BoardLab;
  readonly strings: TrainerStrings;
  readonly date: Intl.DateTimeFormat;
  readonly onClose: () => void;
}

/** Everything that a file says about one learner in one lab. */
function PlaceSheet({ learner, lab, strings, date, onClose }: PlaceSheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const place = learner.places[lab.slug] as Place;
  const { practice, standing, hints, solvedAt } = place;
  const fixes = Object.entries(practice.wrongFixes).map(([name, count]) => fill(count === 1 ? strings.once : strings.times, { name: words(name), count }));
  const figures = Object.entries(practice.last?.figures ?? {}).map(([id, { value, unit }]) => `${id} ${Number(value.toFixed(2))} ${unit}`);
  const rows: readonly (readonly [string, string])[] = [
    [strings.active, fill(strings.minutes, { minutes: minutesOf(practice.activeMs) })],
    [strings.toPass, practice.passedAfterMs === undefined ? strings.none : fill(strings.minutes, { minutes: minutesOf(practice.passedAfterMs) })],
    [strings.verdicts, String(practice.verdicts)],
    [strings.hints, String(hints)],
    [strings.solvedAt, solvedAt === undefined ? strings.none : date.format(solvedAt)],
    [strings.lastFailed, practice.last?.failed.join(', ') || strings.none],
    [strings.wrongFixes, fixes.join('; ') || strings.none],
    [strings.figures, figures.join('; ') || strings.none],
  ];
  return (
    <dialog class="uh-place-sheet" ref={dialog} onClose={onClose} aria-labelledby="uh-place-title">
      <h2 id="uh-place-title">{fill(strings.details, { name: learner.name, lab: `${lab.number} ${lab.title}` })}</h2>
      <p class={`uh-standing-${standing}`}>
        <span aria-hidden="true">{ICONS[standing]}</span> {strings.standings[standing]}
      </p>
      <dl>
        {rows.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="uh-number">{text}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="uh-button" onClick={() => dialog.current?.close()}>
        {strings.close}
      </button>
    </dialog>
  );
}
