import type { RequestSpec } from '../src/sandbox.ts';

/** What the driver, a process beside the server, can be asked. */
export type DriverQuestion =
  | {
      readonly ask: 'send';
      readonly port: number;
      readonly requests: readonly RequestSpec[];
      readonly concurrency: number;
      readonly timeoutMs: number;
    }
  | { readonly ask: 'is-listening'; readonly port: number }
  /** The server on this port is gone: what was hopeless with it is not so with the next. */
  | { readonly ask: 'forget'; readonly port: number };
