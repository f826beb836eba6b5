// Dependencies with lifetimes: disposed in reverse, also when construction fails half-way; suppressed errors are kept.
class Container {
  #stack = new AsyncDisposableStack();
  #instances = new Map();
  async get(name, make) {
    if (!this.#instances.has(name)) this.#instances.set(name, this.#stack.use(await make(this)));
    return this.#instances.get(name);
  }
  [Symbol.asyncDispose]() { return this.#stack.disposeAsync(); }
}
const resource = (name, failing = false) => ({
  name,
  async [Symbol.asyncDispose]() { await null; console.log('dispose', name); if (failing) throw new Error(`${name} does not close`); },
});
{
  await using container = new Container();
  await container.get('config', () => resource('config'));
  await container.get('pool', async (c) => { await c.get('config'); return resource('pool'); });
  await container.get('config', () => resource('never made'));
  console.log('working');
}
try {
  await using container = new Container();
  await container.get('a', () => resource('a', true));
  await container.get('b', () => resource('b', true));
  await container.get('c', () => { throw new Error('c cannot start'); });
} catch (error) {
  console.log(error.name, error.error.message, '|', error.suppressed.name, error.suppressed.error?.message, '|', error.suppressed.suppressed?.message);
}
function transfer() {
  using stack = new DisposableStack();
  stack.defer(() => console.log('deferred'));
  stack.adopt('file', (value) => console.log('closes', value));
  return stack.move();
}
const moved = transfer();
console.log(moved.disposed);
moved.dispose();
console.log(moved.disposed);
try { moved.use({}); } catch (error) { console.log(error.name); }
try { using nothing = { notDisposable: true }; console.log(nothing); } catch (error) { console.log(error.name); }
using absent = null;
console.log(absent);
