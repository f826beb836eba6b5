import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inlineScriptHashes } from '../page-policy.mjs';

/**
 * Hashes of all scripts that any page of a site has written into it. A server with one list of headers for all
 * pages sends all of them: each allows one text, and every text is ours.
 */
export function siteScriptHashes(dist: string): string[] {
  const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
  return [...new Set(pages.flatMap((path) => inlineScriptHashes(readFileSync(join(dist, path), 'utf8'))))].sort();
}
