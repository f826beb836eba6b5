import { fill } from '../i18n/strings.ts';
import type { IncidentStrings } from '../i18n/incident.ts';
import type { EveningEvent } from '../content/incident/evening-record.ts';
import { clockAt } from './evening-clock.ts';
import { thousands } from './facts.ts';

/** An event in words. */
export function eventText(event: EveningEvent, messages: IncidentStrings['messages']): string {
  const values = Object.entries(event).map(([name, value]) => [name, typeof value === 'number' ? thousands(value) : value]);
  return fill(messages[event.kind], Object.fromEntries(values));
}

interface PagerProps {
  /** What has come in so far, oldest first. */
  readonly events: readonly EveningEvent[];
  readonly strings: IncidentStrings;
  readonly startsAt: string;
}

/** The phone of whoever is on call: the newest message on top. */
export function Pager({ events, strings, startsAt }: PagerProps) {
  // What the kernel does nobody is told of.
  const told = events.filter(({ kind }) => kind !== 'refused').reverse();
  return (
    <section class="pager" aria-label={strings.pager}>
      <h2>{strings.pager}</h2>
      <div role="log" aria-label={strings.pager} tabIndex={0}>
        {told.length === 0 && <p class="quiet">{strings.quiet}</p>}
        <ol reversed>
          {told.map((event) => (
            <li key={event.at} class={`message message-${event.kind}`}>
              <span class="message-head uh-number">
                <b>{clockAt(startsAt, event.at / 60)}</b> {strings.markers[event.kind]}
              </span>
              {eventText(event, strings.messages)}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
