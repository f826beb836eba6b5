// What readable-stream needs of `process`: it loads before that exists.
export { nextTick } from './tick-queue.ts';

export const env = {};
export const stdout = undefined;
export const stderr = undefined;
