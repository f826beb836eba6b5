import { fill } from '../i18n/strings.ts';
import type { IncidentStrings } from '../i18n/incident.ts';
import { SPEEDS, type Playback } from './use-playback.ts';

interface ControlsProps {
  readonly playback: Playback;
  readonly minutes: number;
  readonly strings: IncidentStrings;
  /** False until the page listens: an earlier click would be lost. */
  readonly isReady: boolean;
  readonly clock: string;
  /** Clock and what happened then, for those who hear the slider. */
  readonly spoken: string;
  /** Minutes of events, in order. */
  readonly stops: readonly number[];
}

export function Controls({ playback, minutes, strings, isReady, clock, spoken, stops }: ControlsProps) {
  const { minute, isPlaying, speed } = playback;
  const earlier = stops.findLast((stop) => stop < minute);
  const later = stops.find((stop) => stop > minute);
  return (
    <div class="controls">
      <button type="button" class="uh-button uh-button-primary play" disabled={!isReady} onClick={() => playback.toggle()}>
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d={isPlaying ? 'M4 2.500h3v11H4zM9 2.500h3v11H9z' : 'M4 2.500v11l9-5.500z'} fill="currentColor" />
        </svg>
        {isPlaying ? strings.pause : minute >= minutes ? strings.again : strings.play}
      </button>
      <output class="clock uh-number" aria-hidden="true">
        {clock}
      </output>
      <span class="stops">
        <button
          type="button"
          class="uh-button"
          aria-label={strings.earlier}
          title={strings.earlier}
          disabled={!isReady || earlier === undefined}
          onClick={() => playback.seek(earlier ?? 0)}
        >
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path d="M3 3h2v10H3zM13 3v10L6 8z" fill="currentColor" />
          </svg>
        </button>
        <button
          type="button"
          class="uh-button"
          aria-label={strings.later}
          title={strings.later}
          disabled={!isReady || later === undefined}
          onClick={() => playback.seek(later ?? minutes)}
        >
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path d="M11 3h2v10h-2zM3 3v10l7-5z" fill="currentColor" />
          </svg>
        </button>
      </span>
      <label class="speed">
        <span>{strings.speed}</span>
        <select disabled={!isReady} value={speed} onChange={(event) => playback.setSpeed(Number(event.currentTarget.value))}>
          {SPEEDS.map((each) => (
            <option key={each} value={each}>
              {fill(strings.minutesPerSecond, { count: each })}
            </option>
          ))}
        </select>
      </label>
      <input
        type="range"
        class="scrub"
        min={0}
        max={minutes}
        step={1}
        value={minute}
        disabled={!isReady}
        aria-label={strings.time}
        aria-valuetext={spoken}
        onInput={(event) => playback.seek(Number(event.currentTarget.value))}
      />
    </div>
  );
}
