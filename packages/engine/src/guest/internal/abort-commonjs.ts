import { AbortController, AbortSignal } from './abort.ts';

module.exports = { AbortController, AbortSignal };
declare const module: { exports: unknown };
