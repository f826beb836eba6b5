import type { Entries } from './entries.ts';

const NAMES: Readonly<Record<keyof Entries, true>> = {
  start: true,
  runTicks: true,
  runImmediate: true,
  runCompletion: true,
  onTimer: true,
  onFileChange: true,
  onConnection: true,
  onSocket: true,
  onHttpRequest: true,
  onHttpBody: true,
  onHttpBodyEnd: true,
  onHttpDrain: true,
  onHttpResponse: true,
  onHttpResponseBody: true,
  onHttpResponseEnd: true,
  onHttpResponseError: true,
  sweepContexts: true,
  onSignal: true,
  onUncaught: true,
  onUnhandledRejection: true,
  onRejectionHandled: true,
  onBeforeExit: true,
  onExit: true,
  builtin: true,
  registerPackage: true,
  runCommonJs: true,
  newModuleError: true,
};

/** Every entry point by name, in a fixed order. */
export const ENTRY_NAMES = Object.keys(NAMES) as readonly (keyof Entries)[];
