// fail() in its forms, and ifError().
import assert from 'node:assert';

process.on('warning', (warning) => console.log(warning.code, warning.message));
for (const args of [[], ['why'], [1, 2], [1, 2, 'text'], [1, 2, undefined, '>'], [new RangeError('own')]]) {
  try {
    assert.fail(...args);
  } catch (error) {
    console.log(error.name, JSON.stringify(error.message), error.operator, error.generatedMessage, error.actual, error.expected);
  }
}
for (const value of [null, undefined, 0, 'x', new Error('sad'), new TypeError(), { message: 'm' }]) {
  try {
    assert.ifError(value);
    console.log('fine');
  } catch (error) {
    console.log(error.message);
  }
}
