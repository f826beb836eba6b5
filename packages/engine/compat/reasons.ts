/**
 * Programs that may differ, by name, with the reason: everything else that `npm run compat` finds different is a fault.
 * The unit tests leave these out; `npm run compat` still runs them, and says when a reason is no longer needed.
 */
export const REASONS: Readonly<Record<string, string>> = {
  'buffer-corners.mjs': 'Blob is shown under its internal name',
  'crypto-errors.mjs': 'the message about a key of a wrong type names fewer types',
  'events-target.mjs': 'an exception in an EventTarget listener is reported at another moment',
  'language-promises.mjs': "the AggregateError of Promise.any() has no message: the JavaScript engine's own",
  'module-resolution.mjs': 'errors of a failed import() have no code yet, and require.main is the program though it is an ES module',
  'perf-marks.mjs': 'PerformanceObserver is refused by name',
  'process-environment.mjs': 'a symbol as the name of an environment variable is not refused',
  'service-container-using.mjs': 'a SuppressedError made by the engine has no message',
  'service-error-policy.mjs': "'rejectionHandled' is not emitted",
  'service-pubsub-sse.mjs': 'TextDecoderStream is refused by name',
  'stream-errors.mjs': 'details of errors of streams',
  'stream-web.mjs': 'Readable.toWeb() and its likes are refused by name',
  'timers-order.mjs': 'a delay with a fraction is cut to whole milliseconds in _idleTimeout',
  'url-corners.mjs': 'url.parse() gives no deprecation warning',
  'util-corners.mjs': 'showProxy of util.inspect() shows the target alone',
};
