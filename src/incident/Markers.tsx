import type { IncidentStrings } from '../i18n/incident.ts';
import type { Marker } from './markers.ts';

export function Markers({ markers, words, minutes }: { markers: readonly Marker[]; words: IncidentStrings['markers']; minutes: number }) {
  return (
    <>
      {markers.map(({ kind, minute, row, isLate }) => (
        <span key={minute} class={`marker marker-row-${row}${isLate ? ' marker-late' : ''}`} style={`left:${((minute / minutes) * 100).toFixed(2)}%`}>
          <span>{words[kind]}</span>
        </span>
      ))}
    </>
  );
}
