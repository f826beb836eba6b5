// readable-stream only needs these two of process, and it loads before process exists.
import { nextTick } from './queues.ts';

module.exports = { nextTick, env: {}, stdout: undefined, stderr: undefined };
declare const module: { exports: unknown };
