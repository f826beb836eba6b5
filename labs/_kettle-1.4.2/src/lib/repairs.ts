/** What could not be read, for the person who puts it right in the morning. */
const unread: { readonly what: string; readonly text: string; readonly error: unknown }[] = [];

export function keepForRepair(what: string, text: string, error: unknown): void {
  unread.push({ what, text, error });
}
