// A stream that fails does not take the program with it, unless it is told to.
import { Console } from 'node:console';
import { Writable } from 'node:stream';

const broken = new Writable({
  write() {
    throw new Error('broken');
  },
});
new Console(broken).log('into nothing');
console.log('alive');
try {
  new Console({ stdout: broken, ignoreErrors: false }).log('heard');
} catch (error) {
  console.log(error.message);
}
