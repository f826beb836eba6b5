// Lines go to a file that is renamed when it is full; nothing is lost, the oldest is dropped.
import fs from 'node:fs';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

class RotatingLog extends Writable {
  #fd;
  #size = 0;
  constructor(path, maxBytes, keep) {
    super({ decodeStrings: true });
    Object.assign(this, { path, maxBytes, keep });
  }
  _construct(done) { fs.open(this.path, 'a', (error, fd) => { this.#fd = fd; done(error); }); }
  _write(chunk, encoding, done) {
    if (this.#size + chunk.length > this.maxBytes && this.#size > 0) this.#rotate();
    fs.write(this.#fd, chunk, (error, written) => { this.#size += written ?? 0; done(error); });
  }
  #rotate() {
    fs.closeSync(this.#fd);
    fs.rmSync(`${this.path}.${this.keep}`, { force: true });
    for (let i = this.keep - 1; i >= 1; i--) if (fs.existsSync(`${this.path}.${i}`)) fs.renameSync(`${this.path}.${i}`, `${this.path}.${i + 1}`);
    fs.renameSync(this.path, `${this.path}.1`);
    this.#fd = fs.openSync(this.path, 'a');
    this.#size = 0;
  }
  _destroy(error, done) { fs.close(this.#fd, (closing) => done(error ?? closing)); }
}
const log = new RotatingLog('app.log', 60, 2);
for (let i = 0; i < 20; i++) log.write(`line ${String(i).padStart(2, '0')} of the log\n`);
log.end();
await finished(log);
for (const name of fs.readdirSync('.').filter((each) => each.startsWith('app.log'))) console.log(name, JSON.stringify(fs.readFileSync(name, 'utf8')));
log.on('error', (error) => console.log(error.code));
log.write('too late');
