/**
 * Programs that may differ, by name, with the reason: everything else that `npm run compat` finds different is a fault.
 * The unit tests leave these out; `npm run compat` still runs them, and says when a reason is no longer needed.
 */
export const REASONS: Readonly<Record<string, string>> = {
  'crypto-errors.mjs': 'the message about a key of a wrong type names fewer types',
  'language-promises.mjs': "the AggregateError of Promise.any() has no message: the JavaScript engine's own",
  'module-resolution.mjs': 'errors of a failed import() have no code yet, and require.main is the program though it is an ES module',
  'perf-marks.mjs': 'PerformanceObserver is refused by name',
  'process-environment.mjs': 'process.versions names no V8: there is none',
  'service-container-using.mjs': 'a SuppressedError made by the engine has no message',
  'stream-errors.mjs': 'chunks of any TypedArray or DataView are not taken, only those of Uint8Array',
  'timers-order.mjs': 'whether a timer of 1 ms or an immediate comes first is open in Node, and fixed here',
  'url-corners.mjs': 'url.parse() gives no deprecation warning',
  'util-corners.mjs': 'showProxy of util.inspect() shows the target alone',
};
