import type { Finding } from './verdict.ts';

/** English sentences by finding key; `{name}` is replaced. Other locales translate the same keys. */
export const MESSAGES = {
  'boot.ok': 'The server started and listens on port {port}.',
  'boot.syntax': 'The server did not start: {message}',
  'boot.died': 'The server ended before it listened, with exit code {code}: {words}',
  'boot.silent': 'The server runs but nothing listens on port {port} after {seconds} s.',
  'contract.ok': '{count} answers to {what} requests, each exactly as agreed.',
  'contract.status': '{bad} of {count} {what} requests were answered wrongly: "{shape}" got {actual} instead of {expected}.',
  'contract.body': '{bad} of {count} {what} requests were answered wrongly: "{shape}" got the body {actual} instead of {expected}.',
  'contract.header': '{bad} of {count} {what} requests were answered wrongly: "{shape}" got {actual} instead of {expected}.',
  'contract.none': '{bad} of {count} {what} requests got no proper answer: "{shape}" ended with {actual} instead of {expected}.',
  'contract.cut':
    '{bad} of {count} {what} requests were answered wrongly: the answer to "{shape}" broke off after {actual}; {expected} and a whole answer were agreed.',
  'contract.whole':
    '{bad} of {count} {what} requests were answered wrongly: "{shape}" failed after the answer had begun, and the connection was not broken. Its client takes this for a whole answer: {actual}',
  'handles.ok': 'No handle more after {count} {what} requests than before.',
  'handles.grew': '{sign}{rate} {kind} per {what} request.',
  'handles.grew.at': '{sign}{rate} {kind} per {what} request, opened at {place}.',
  'handles.few': '+{opened} {kind} after {count} {what} requests.',
  'handles.few.at': '+{opened} {kind} after {count} {what} requests, opened at {place}.',
  'handles.lost': 'Handles that were open before are gone after {count} {what} requests: {lost} {kind}.',
  'heap.ok': '{rate} B retained per {what} request, below {limit} B.',
  'heap.grew': '{rate} B retained per {what} request; a clean server stays below {limit} B.',
  'heap.full': 'The bounded structure is full and grows no more.',
  'heap.unbounded': '{rate} B retained per failing request by a structure that was declared bounded: once it is full, it must grow by nothing.',
  'heap.unclear': 'Inconclusive: {rate} B per failing request, at most {upper} B. Neither a leak nor its absence is shown; run it again on a quieter machine.',
  'peak.ok': 'Never more than {count} {kind} open at once; {limit} are allowed.',
  'peak.over': '{count} {kind} were open at once; {limit} are allowed.',
  'peak.none': 'No limit on what is open at once is declared.',
  'port.ok': 'A second process that found port {port} taken ended with exit code {code}, so whoever started it knows.',
  'port.silent': 'A second process found port {port} taken and ended with exit code 0: whoever started it takes that for success.',
  'port.stayed': 'A second process found port {port} taken, and {seconds} s later it still runs and serves nobody.',
  'pools.ok': 'When it is quiet nothing is on loan: {kinds}.',
  'pools.held': '{count} of {size} {kind} were still on loan when it was quiet.',
  'pools.held.at': '{count} of {size} {kind} were still on loan when it was quiet, taken at {place}.',
  'pools.over': '{count} {kind} were on loan at once; the pool has {size}.',
  'releases.ok': 'Everything that was reported as given back had been taken, once.',
  'releases.wrong': '{count} reports of handles cannot be: {text}.',
  'neighbour.ok': 'A descriptor that is none of the code’s business stayed open and unharmed.',
  'neighbour.closed': 'A descriptor that belongs to somebody else was closed: some number is closed twice, or by code that did not open it.',
  'process.ok': 'The same process served from the first request to the last.',
  'process.died': 'The process ended during the run, with exit code {code}: {words}',
  'process.replaced': 'Another process answers than the one that was started: a restart hides a leak, it does not mend it.',
  'swallow.ok': 'No error reached a process-wide handler.',
  'swallow.count': '{count} errors that nobody caught were swallowed by a process-wide handler: what they interrupted stays undone.',
  'limits.ok': 'The limits are as they were: {openFiles} open files.',
  'limits.raised': 'The limit on open files was changed from {declared} to {actual}: the cliff moves, the slope stays.',
  'limits.memory': 'The memory limit was changed from {declared} to {actual} bytes: the cliff moves, the slope stays.',
  'alive.ok': 'After all that, a good request still gets its answer within {limit} ms.',
  'alive.slow': 'After all that, a good request is no longer answered properly within {limit} ms: {actual}.',
  'blind.gc': 'Inconclusive: garbage cannot be collected on demand here, so nothing can be said of what is retained.',
  'blind.memory': 'Inconclusive: the heap gauge does not follow here: of 8 MB it showed {rose} B made and {fell} B collected.',
  'blind.handles': 'Inconclusive: not everything that is open can be counted here: {kinds}.',
  'blind.neighbour': 'Inconclusive: it cannot be told here whether a descriptor is still the same file.',
  'blind.errors': 'Inconclusive: errors that a listener swallows cannot be counted here.',
  'skipped.boot': 'Not measured: the server did not start.',
  'skipped.died': 'Not measured: the process had ended.',
  'skipped.none': 'Not measured: this lab sends no {what} requests.',
  // What a lab's own check says, in the lab's words.
  'own.text': '{text}',
  // Words that the sentences above put in place of {what}, and of an empty {words}.
  'what.good': 'good',
  'what.failing': 'failing',
  'what.early-return': 'early-returning',
  'what.abort': 'aborted',
  'what.mixed': 'mixed',
  'what.fault': 'disturbed',
  'words.none': 'it said nothing',
} as const;

export type MessageKey = keyof typeof MESSAGES;

export function finding(key: MessageKey, params: Readonly<Record<string, string | number>> = {}): Finding {
  return { key, params };
}

/**
 * The sentence for a finding, from the given messages; a key that these lack is said in English.
 * @throws {RangeError} for a key that nobody knows.
 */
export function sentenceOf({ key, params }: Finding, messages: Readonly<Record<string, string>> = MESSAGES): string {
  const say = (wanted: string): string | undefined => messages[wanted] ?? (MESSAGES as Readonly<Record<string, string>>)[wanted];
  const template = say(key);
  if (template === undefined) throw new RangeError(`There is no message "${key}"`);
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    // Some values are words of ours and need translating: which role a request has, that there were no last words.
    return say(`${name}.${value === '' ? 'none' : value}`) ?? String(value);
  });
}
