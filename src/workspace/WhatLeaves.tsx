import { fill, type WorkspaceStrings } from '../i18n/workspace.ts';
import type { WebContainerSettings } from './sandboxes/web-container-settings.ts';

interface WhatLeavesProps {
  /** What is handed over. */
  readonly of?: 'lab' | 'probe';
  readonly settings: Exclude<WebContainerSettings, { readonly offer: 'off' }>;
  readonly strings: WorkspaceStrings;
}

/** The line at every switch to WebContainers: what leaves the browser, and whose terms apply. */
export function WhatLeaves({ of = 'lab', settings, strings }: WhatLeavesProps) {
  const text = strings.place;
  return (
    <p class="uh-leaves">
      {fill(of === 'lab' ? text.leaves : text.leavesOfProbe, { host: new URL(settings.origin).host })}{' '}
      <a href="https://stackblitz.com/terms-of-service" target="_blank" rel="noreferrer">
        {text.terms}
      </a>{' '}
      <a href="https://stackblitz.com/privacy-policy" target="_blank" rel="noreferrer">
        {text.privacy}
      </a>
    </p>
  );
}
