import { useEffect, useState } from 'preact/hooks';
import { EVENING_RECORD } from '../content/incident/evening.ts';
import { incidentStrings } from '../i18n/incident.ts';
import type { Locale } from '../i18n/locale.ts';
import { Controls } from './Controls.tsx';
import { clockAt } from './evening-clock.ts';
import { markersOf } from './markers.ts';
import { eventText, Pager } from './Pager.tsx';
import { PictureView } from './PictureView.tsx';
import { type PictureId, picturesOf } from './pictures.ts';
import { RootCause } from './RootCause.tsx';
import type { LessonLink } from './root-causes.ts';
import { usePlayback } from './use-playback.ts';
import './incident.css';

interface IncidentPlayerProps {
  readonly locale: Locale;
  /** Where the answers lead, by slug. */
  readonly lessons: Readonly<Record<string, LessonLink>>;
}

const { startsAt, events, columns } = EVENING_RECORD;
const MINUTES = columns.ok.length;
const MARKERS = markersOf(events, MINUTES);
const STOPS = [...new Set(events.map(({ at }) => Math.ceil(at / 60)))];

/** The evening, replayed, and the question after it. Rendered at build time, too: without scripts all of it is seen at once. */
export function IncidentPlayer({ locale, lessons }: IncidentPlayerProps) {
  const strings = incidentStrings(locale);
  const playback = usePlayback(MINUTES);
  const [isReady, setReady] = useState(false);
  const { minute } = playback;
  const past = events.filter(({ at }) => at <= minute * 60);
  const clock = clockAt(startsAt, minute);
  const now = past.filter(({ at }) => at > (minute - 1) * 60).map((event) => eventText(event, strings.messages));

  useEffect(() => setReady(true), []);

  function show(picture: PictureId, at: number): void {
    playback.seek(at);
    const figure = document.getElementById(`picture-${picture}`);
    figure?.focus({ preventScroll: true });
    figure?.scrollIntoView({ block: 'center' });
  }

  /** A picture is a scrubber, too: a press or a drag goes to that time. */
  function scrub(event: PointerEvent): void {
    if (!isReady || event.buttons !== 1 || !(event.target instanceof Element)) return;
    const plot = event.target.closest('[data-plot]')?.getBoundingClientRect();
    if (plot !== undefined) playback.seek(((event.clientX - plot.left) / plot.width) * MINUTES);
  }

  return (
    <div class="incident-player" style={`--at:${minute / MINUTES}`}>
      <section class="player" aria-label={strings.player}>
        <Controls playback={playback} minutes={MINUTES} strings={strings} isReady={isReady} clock={clock} spoken={[clock, ...now].join(', ')} stops={STOPS} />
        <Pager events={past} strings={strings} startsAt={startsAt} />
        <div class="pictures" onPointerDown={scrub} onPointerMove={scrub}>
          {picturesOf(EVENING_RECORD, strings.lines).map((picture) => (
            <PictureView key={picture.id} picture={picture} strings={strings} startsAt={startsAt} minute={minute} markers={MARKERS} />
          ))}
        </div>
      </section>
      <RootCause strings={strings} lessons={lessons} isReady={isReady} onShow={show} />
    </div>
  );
}
