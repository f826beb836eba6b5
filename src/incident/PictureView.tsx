import { fill } from '../i18n/strings.ts';
import type { IncidentStrings } from '../i18n/incident.ts';
import { clockAt, fullHours } from './evening-clock.ts';
import { thousands } from './facts.ts';
import { Markers } from './Markers.tsx';
import type { Marker } from './markers.ts';
import { bandPath, linePath, stacked } from './paths.ts';
import type { Picture } from './pictures.ts';

interface PictureViewProps {
  readonly picture: Picture;
  readonly strings: IncidentStrings;
  readonly startsAt: string;
  /** Values are told as of this minute; 0 before anything was measured. */
  readonly minute: number;
  readonly markers: readonly Marker[];
}

/** One picture of the evening: drawn once, for the whole of it. What lies ahead is veiled by the stylesheet. */
export function PictureView({ picture, strings, startsAt, minute, markers }: PictureViewProps) {
  const { id, lines, limits, top, digits } = picture;
  const minutes = lines[0]?.values.length ?? 0;
  const format = (value: number | null | undefined): string =>
    value === null || value === undefined ? '–' : digits > 0 ? value.toFixed(digits) : thousands(value);
  const percentOf = (value: number): string => `${100 - (value / top) * 100}%`;
  const told = lines.map(({ name, values }) => {
    const max = Math.max(...values.map((value) => value ?? 0));
    return fill(strings.lineSummary, { name, max: format(max), time: clockAt(startsAt, values.indexOf(max) + 1) });
  });
  const summary = fill(strings.summary, { title: strings.pictures[id], lines: told.join('; ') });
  const above = limits.filter(({ value }) => value > top);
  return (
    <figure class="picture" id={`picture-${id}`} tabIndex={-1}>
      <figcaption>
        <span class="picture-title">{strings.pictures[id]}</span>
        <span class="picture-values">
          {lines.map(({ name, color, values }) => (
            <span key={name}>
              <i style={`background:${color}`} aria-hidden="true" /> {name} <b class="uh-number now">{format(values[Math.max(0, minute - 1)])}</b>
            </span>
          ))}
        </span>
      </figcaption>
      <div class="picture-frame" role="img" aria-label={summary}>
        <div class="picture-scale uh-number" aria-hidden="true">
          {[top, top / 2, 0].map((tick) => (
            <span key={tick} style={`top:${percentOf(tick)}`}>
              {format(tick).replace(/\.0$/, '')}
            </span>
          ))}
        </div>
        <div class="picture-plot" data-plot aria-hidden="true">
          <svg viewBox={`0 0 ${minutes} ${top}`} preserveAspectRatio="none" focusable="false" aria-hidden="true">
            {[0, top / 2, top].map((tick) => (
              <path key={tick} class="grid" d={`M0 ${tick}H${minutes}`} />
            ))}
            {fullHours(startsAt, minutes).map((hour) => (
              <path key={`hour${hour}`} class="grid" d={`M${hour} 0V${top}`} />
            ))}
            {limits
              .filter(({ value }) => value <= top)
              .map(({ from, to, value }) => (
                <path key={`limit${from}`} class="limit" d={`M${from} ${top - value}H${to}`} />
              ))}
            <Curves picture={picture} />
          </svg>
          {limits
            .filter(({ value }, index) => value <= top && limits.findIndex((each) => each.value === value) === index)
            .map(({ value }) => (
              <span key={value} class="limit-name uh-number" style={`top:${percentOf(value)}`}>
                {fill(strings.limit, { value: thousands(value) })}
              </span>
            ))}
          {above.map(({ from, value }) => (
            <span key={value} class="limit-name limit-above uh-number" style={`left:${(from / minutes) * 100}%`}>
              ↑ {fill(strings.limitAbove, { value: thousands(value) })}
            </span>
          ))}
          <Markers markers={markers} words={strings.markers} minutes={minutes} />
          <div class="veil" />
          <div class="playhead" />
        </div>
        <div class="picture-hours uh-number" aria-hidden="true">
          {fullHours(startsAt, minutes).map((hour) => (
            <span key={hour} style={`left:${(hour / minutes) * 100}%`}>
              {clockAt(startsAt, hour).slice(0, 2)}
            </span>
          ))}
        </div>
      </div>
    </figure>
  );
}

function Curves({ picture: { lines, isStacked, top } }: { picture: Picture }) {
  if (!isStacked) {
    return (
      <>
        {lines.map(({ name, color, values }) => (
          <path key={name} class="curve" style={`stroke:${color}`} d={linePath(values, top)} />
        ))}
      </>
    );
  }
  const bands = lines.map(({ values }) => values.map((value) => value ?? 0));
  const edges = stacked(bands);
  return (
    <>
      {lines.map(({ name, color }, index) => (
        <path key={name} class="band" style={`fill:${color}`} d={bandPath(edges[index - 1] ?? edges[0]?.map(() => 0) ?? [], edges[index] ?? [], top)} />
      ))}
    </>
  );
}
