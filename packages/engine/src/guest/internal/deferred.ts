/** A promise that is settled from outside. */
export interface Deferred<Value = void> {
  readonly promise: Promise<Value>;
  resolve(value: Value | PromiseLike<Value>): void;
  reject(reason: unknown): void;
}

export function deferred<Value = void>(): Deferred<Value> {
  const made = { promise: undefined, resolve: undefined, reject: undefined } as unknown as { -readonly [Key in keyof Deferred<Value>]: Deferred<Value>[Key] };
  made.promise = new Promise<Value>((resolve, reject) => {
    made.resolve = resolve;
    made.reject = reject;
  });
  return made;
}

function ignore(): void {}

/** Its rejection is nobody's fault. */
export function handled<Value>(promise: Promise<Value>): Promise<Value> {
  promise.then(undefined, ignore);
  return promise;
}

export function rejected<Value = void>(reason: unknown): Deferred<Value> {
  const made = deferred<Value>();
  handled(made.promise);
  made.reject(reason);
  return made;
}
