/** A line of a structured log: a JSON object. */
export type LogRecord = Readonly<Record<string, unknown>>;

/** The structured lines of what a server wrote, in order. Lines that are no JSON objects, stack traces for instance, are passed over. */
export function logRecords(log: string): LogRecord[] {
  return log.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return [];
    try {
      return [JSON.parse(line) as LogRecord];
    } catch {
      return [];
    }
  });
}
