// stdout and stderr as streams: callbacks, encodings, cork, an async iterator piped into one.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
console.log(process.stdout.isTTY, process.stdout.fd, process.stderr.fd, process.stdin.fd, process.stdout.writable, process.stdout.columns);
process.stdout.write('bytes ');
process.stdout.write(Buffer.from('€ '));
process.stdout.write('686578', 'hex', () => console.error('written'));
process.stdout.write(new Uint8Array([10]));
await new Promise((resolve) => setImmediate(resolve));
await pipeline(Readable.from(['one\n', 'two\n']), process.stdout, { end: false });
for (const value of [null, 5, {}, undefined]) { try { process.stdout.write(value); } catch (error) { console.log(error.code); } }
console.error('%s has %d of %i, %j %o %%', 'x', 1.5, 2.9, { a: 1 }, [1]);
console.table([{ a: 1, b: 'x' }, { a: 2 }]);
console.group('group'); console.info('indented'); console.groupEnd(); console.info('not');
console.assert(1 === 2, 'assertion %s', 'text'); console.count(); console.count('x'); console.countReset(); console.count();
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.timeEnd('nothing');
