// In place of check/programs.ts in the published package: what was built lies in dist, CommonJS one folder deeper.
const DIST = import.meta.url.includes('/dist/cjs/') ? new URL('..', import.meta.url) : new URL('.', import.meta.url);

export const AGENT = new URL('agent.js', DIST);
export const TELL_PORT = new URL('tell-port.js', DIST);
export const CLIENT = new URL('client-process.js', DIST);
