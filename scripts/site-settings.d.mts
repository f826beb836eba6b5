import type { SiteSettings } from '../src/site-settings.ts';

export function readSiteSettings(folder: string): SiteSettings;
