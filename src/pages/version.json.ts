import type { APIRoute } from 'astro';

/** Which version of the site this is, for people and for the 404 page, which finds the site's root by it. */
export const GET: APIRoute = () => Response.json({ name: 'unhandled', ...import.meta.env.SITE_VERSION });
