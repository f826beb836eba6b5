// Line ends of every kind, a character over two pieces, and a last line without an end.
import readline from 'node:readline';
import { Readable } from 'node:stream';

const bytes = Buffer.from('one\ntwo\rthree\r\nfour\u2028five\u2029☃ six');
const pieces = [bytes.subarray(0, bytes.length - 6), bytes.subarray(bytes.length - 6)];
for await (const line of readline.createInterface({ input: Readable.from(pieces) })) console.log(JSON.stringify(line));
