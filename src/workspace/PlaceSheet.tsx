import { useEffect, useRef } from 'preact/hooks';
import { type Locale, localePath } from '../i18n/locale.ts';
import { fill, type WorkspaceStrings } from '../i18n/workspace.ts';
import type { PlaceName } from './lab-client.ts';
import { missingInContainer } from './missing-in-container.ts';
import type { WebContainerSettings } from './sandboxes/web-container-settings.ts';
import type { Session } from './session.ts';
import { WhatLeaves } from './WhatLeaves.tsx';

interface PlaceSheetProps {
  readonly open: boolean;
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly locale: Locale;
  readonly settings: Exclude<WebContainerSettings, { readonly offer: 'off' }>;
  readonly onClose: () => void;
}

const PLACES: readonly PlaceName[] = ['engine', 'webcontainer'];

/** The switch between the places where a lab can run, with what it costs. */
export function PlaceSheet({ open, session, strings, locale, settings, onClose }: PlaceSheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const text = strings.place;
  const missing = missingInContainer(session.lab.manifest);
  const container = session.container.value;

  function go(place: PlaceName) {
    onClose();
    void session.switchTo(place);
  }

  return (
    <dialog class="uh-sheet uh-places" ref={dialog} onClose={onClose} aria-labelledby="uh-places-title">
      <h2 id="uh-places-title">{text.title}</h2>
      {PLACES.map((place) => (
        <section key={place} class="uh-place" data-place={place}>
          <h3>{text[place].title}</h3>
          <p>{text[place].explain}</p>
          {place === 'webcontainer' && <WhatLeaves settings={settings} strings={strings} />}
          {place === 'webcontainer' && missing.length > 0 && <p>{fill(text.missing, { names: missing.join(', ') })}</p>}
          {place === session.place.value && container?.kind !== 'failed' ? (
            <p class="uh-place-current">
              <span aria-hidden="true">✓</span> {text.current} {container?.kind === 'ready' && fill(text.ready, { node: container.node })}
            </p>
          ) : (
            <button type="button" class="uh-button" disabled={place === 'webcontainer' && missing.length > 0} onClick={() => go(place)}>
              {text[place].switch}
            </button>
          )}
        </section>
      ))}
      <p>
        <a href={localePath(locale, '/probe/')}>{text.probe}</a>
      </p>
      <button type="button" class="uh-button" onClick={onClose}>
        {strings.shortcuts.close}
      </button>
    </dialog>
  );
}
