import { EDITION } from './content/edition.ts';
import type { WebContainerSettings } from './workspace/sandboxes/web-container-settings.ts';

/** What whoever builds the site decides. It is built into the pages, and into `site-settings.json`, from which the server takes its headers. */
export interface SiteSettings {
  readonly webContainers: WebContainerSettings;
}

/**
 * `offer`: 'choice' starts labs on the embedded engine and lets readers switch; 'webcontainer' starts them there; 'off'
 * leaves no trace of WebContainers. `clientId` is the API key that StackBlitz gives with a commercial licence, which it
 * asks of sites that are run for profit. docs/webcontainers.md has the facts.
 */
export const siteSettings: SiteSettings = { webContainers: settingsOf(EDITION.webContainers) };

function settingsOf({ offer, ...where }: typeof EDITION.webContainers): WebContainerSettings {
  return offer === 'off' ? { offer } : { offer, ...where };
}
