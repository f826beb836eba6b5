// Kept until every importer names the file it means.
export { completeLater } from './completions.ts';
export { clearImmediate, Immediate, setImmediate } from './immediates.ts';
export { nextTick } from './tick-queue.ts';
