// Which encodings, chunks and options streams refuse, and what they hand to _write.
import { Readable, Writable } from 'node:stream';

const show = (label, run) => {
  try {
    console.log(label, run());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const make = (options) =>
  new Writable({
    ...options,
    write(chunk, encoding, done) {
      console.log(' _write', typeof chunk, Buffer.isBuffer(chunk), encoding);
      done();
    },
  });

show('unknown encoding', () => make().write('x', 'nope'));
show('unknown default', () => make({ defaultEncoding: 'nope' }));
show('unknown default of a reader', () => new Readable({ defaultEncoding: 'nope' }));
show('setDefaultEncoding', () => make().setDefaultEncoding({}));
show('push with unknown', () => new Readable({ read() {} }).push('x', 'nope'));
show('number', () => make().write(5));
show('null', () => make().write(null));
show('undefined', () => make().write(undefined));
show('objects: encoding untouched', () => make({ objectMode: true }).write({}, 'nope'));
show('objects: callback', () => make({ objectMode: true }).write('x', () => {}));
show('objects: none', () => make({ objectMode: true }).write('x'));
show('text kept', () => make({ decodeStrings: false }).write('x', 'latin1'));
show('hex', () => make({ defaultEncoding: 'hex' }).write('6162'));
show('typed array', () => make().write(new Uint16Array([1, 2])));
show('data view', () => make().write(new DataView(new ArrayBuffer(2))));
const reader = new Readable({ read() {} });
reader.on('error', (error) => console.log('error', error.code, error.message));
show('push a number', () => reader.push(5));
const views = new Readable({ read() {} });
views.push(new Int8Array([97, 98]));
views.push(new DataView(new Uint8Array([99]).buffer));
console.log(String(views.read()));
