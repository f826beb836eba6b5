// The functions that move a terminal's cursor, and what they refuse.
import readline from 'node:readline';

const out = { write: (text, done) => (console.log(JSON.stringify(text)), done?.(), true) };
readline.cursorTo(out, 1);
readline.cursorTo(out, 1, 2);
readline.cursorTo(out, 1, () => console.log('called'));
readline.moveCursor(out, -1, 2);
readline.moveCursor(out, 3, -4);
console.log(readline.moveCursor(out, 0, 0), readline.clearLine(null, 0));
for (const direction of [-1, 0, 1]) readline.clearLine(out, direction);
readline.clearScreenDown(out);
for (const attempt of [
  () => readline.cursorTo(out, 'a', 1),
  () => readline.cursorTo(out, Number.NaN),
  () => readline.clearLine(out, 0, null),
  () => readline.clearScreenDown(out, 1),
]) {
  try {
    console.log(attempt());
  } catch (error) {
    console.log(error.code, error.message);
  }
}
