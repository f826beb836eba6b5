import type { JSValueHandle, QuickJS } from 'quickjs-wasi';

/**
 * From now on what the host throws into the machine becomes what `make` gives for its record, where it has one: the
 * package itself only makes an Error of a name and a message.
 */
export function translateErrors(quickjs: QuickJS, make: JSValueHandle, recordOf: (error: unknown) => string | undefined): void {
  const plain = quickjs.newError.bind(quickjs);
  quickjs.newError = (error) => {
    const record = recordOf(error);
    if (record === undefined) return plain(error);
    const json = quickjs.newString(record);
    try {
      return quickjs.callFunction(make, quickjs.undefined, json);
    } finally {
      json.dispose();
    }
  };
}
