// run: {"stdin":"first line\nsecond é\nthird"}
// stdin as text, piece by piece, by readline, and at its end.
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
console.log(process.stdin.isTTY, process.stdin.readable, process.stdin.fd, process.stdin.readableEnded);
const lines = createInterface({ input: process.stdin });
console.log([await new Promise((resolve) => lines.once('line', resolve))]);
lines.on('close', async () => {
  console.log(process.stdin.readableEnded, JSON.stringify(rest));
  console.log(JSON.stringify(await text(process.stdin).catch((error) => error.code)));
});
const rest = [];
lines.on('line', (line) => rest.push(line));
