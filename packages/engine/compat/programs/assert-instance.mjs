// Assert: strict by default, prototypes left out on request.
import assert, { Assert } from 'node:assert';

const strict = new Assert();
const loose = new Assert({ strict: false });
const shapes = new Assert({ skipPrototype: true });
class Point {
  x = 1;
}
const attempts = {
  strictEqual: () => strict.equal(1, '1'),
  looseEqual: () => loose.equal(1, '1'),
  prototypes: () => strict.deepEqual(new Point(), { x: 1 }),
  noPrototypes: () => shapes.deepEqual(new Point(), { x: 1 }),
  noNew: () => Assert(),
  badDiff: () => new Assert({ diff: 'long' }),
};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    attempt();
    console.log(name, 'holds');
  } catch (error) {
    console.log(name, error.code, error.message.split('\n')[0]);
  }
}
console.log(assert.Assert === Assert);
