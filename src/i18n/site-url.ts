/**
 * The address of a root-relative path ('/course/') of this site, in the browser: the site may lie in any folder of
 * its server. Pages say where it begins; what is written into a page needs none of this, for
 * scripts/relocate-site.ts makes its addresses relative.
 */
export function siteUrl(path: string): string {
  const root = document.querySelector<HTMLMetaElement>('meta[name=unhandled-root]')?.content ?? '/';
  return new URL(path.replace(/^\//, './'), new URL(root, document.baseURI)).href;
}
