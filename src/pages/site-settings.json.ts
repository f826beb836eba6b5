import { siteSettings } from '../site-settings.ts';

/** For scripts/site-settings.mjs: what the pages were built with decides what they are served with. */
export function GET(): Response {
  return Response.json(siteSettings);
}
