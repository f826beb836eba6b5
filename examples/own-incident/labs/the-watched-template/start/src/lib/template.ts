/** A template asks for something that no subscriber has. */
export class UnknownFieldError extends Error {
  override readonly name = 'UnknownFieldError';
}

/** Fills {{fields}}. @throws {UnknownFieldError} */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, field: string) => {
    const value = values[field];
    if (value === undefined) throw new UnknownFieldError(`No subscriber has the field ${field}`);
    return value;
  });
}
