// Nothing on stdin: 'end' comes, reading whole gives nothing, readline closes.
import { readFileSync } from 'node:fs';
import readline from 'node:readline';
console.log(JSON.stringify(readFileSync(0, 'utf8')));
process.stdin.on('end', () => console.log('end'));
process.stdin.on('data', (bytes) => console.log('data', bytes));
readline.createInterface({ input: process.stdin }).on('line', (line) => console.log('line', line)).on('close', () => console.log('close'));
console.log('waiting');
