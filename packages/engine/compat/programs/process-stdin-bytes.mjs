// run: {"stdin":"0123456789"}
// Read synchronously by descriptor, then the rest as a stream; paused and resumed.
import { readSync } from 'node:fs';
const buffer = Buffer.alloc(4);
console.log(readSync(0, buffer), String(buffer));
process.stdin.setEncoding('utf8');
process.stdin.on('readable', () => { for (let piece = process.stdin.read(3); piece !== null; piece = process.stdin.read(3)) console.log('piece', piece); });
process.stdin.on('end', () => console.log('end'));
process.stdin.on('close', () => console.log('close'));
