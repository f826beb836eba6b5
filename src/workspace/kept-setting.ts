/** A setting of the page that the browser keeps: null where it has none, or keeps nothing for us. */
export function readSetting(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage may be forbidden: the page's own default then.
    return null;
  }
}

/** Where storage is full or forbidden, the setting lasts as long as the page. */
export function keepSetting(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // What the reader would lose by it, their work, has a notice of its own.
  }
}
