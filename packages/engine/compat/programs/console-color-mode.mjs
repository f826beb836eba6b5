// Colours by mode and by what the stream says of itself.
import { Console } from 'node:console';
import { Writable } from 'node:stream';

for (const isTTY of [true, false]) {
  for (const colorMode of ['auto', true, false]) {
    let text = '';
    const stdout = new Writable({ write: (chunk, _encoding, done) => ((text += chunk), done()) });
    stdout.isTTY = isTTY;
    new Console({ stdout, colorMode }).log('%o', 1, { a: null });
    console.log(isTTY, colorMode, JSON.stringify(text));
  }
}
