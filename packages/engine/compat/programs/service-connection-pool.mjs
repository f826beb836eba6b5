// A pool of sockets: at most two, waiters in order, a broken connection is replaced, acquiring times out.
import net from 'node:net';
import { once } from 'node:events';

const server = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.on('data', (bytes) => { const text = String(bytes); if (text === 'break') socket.destroy(); else socket.write(text.toUpperCase()); });
}).listen(0);
await once(server, 'listening');

class Pool {
  #idle = []; #waiting = []; #size = 0;
  opened = 0;
  constructor(max) { this.max = max; }
  async acquire(ms = 1000) {
    if (this.#idle.length > 0) return this.#idle.pop();
    if (this.#size < this.max) {
      this.#size++;
      const socket = net.connect(server.address().port);
      socket.on('close', () => { this.#size--; this.#idle = this.#idle.filter((each) => each !== socket); });
      await once(socket, 'connect');
      this.opened++;
      return socket;
    }
    return new Promise((resolve, reject) => {
      const waiter = { resolve };
      waiter.timer = setTimeout(() => { this.#waiting = this.#waiting.filter((each) => each !== waiter); reject(new Error('timeout exceeded when trying to acquire')); }, ms);
      this.#waiting.push(waiter);
    });
  }
  release(socket) {
    const waiter = this.#waiting.shift();
    if (waiter) { clearTimeout(waiter.timer); waiter.resolve(socket); } else this.#idle.push(socket);
  }
  async use(text) {
    const socket = await this.acquire();
    try {
      socket.write(text);
      const answer = await Promise.race([once(socket, 'data').then(([bytes]) => String(bytes)), once(socket, 'close').then(() => 'closed')]);
      if (answer !== 'closed') this.release(socket);
      return answer;
    } catch (error) { return error.code; }
  }
  end() { for (const socket of this.#idle) socket.destroy(); }
}
const pool = new Pool(2);
console.log(await Promise.all(['a', 'b', 'c', 'd'].map((text) => pool.use(text))), pool.opened);
console.log(await pool.use('break'));
await new Promise((resolve) => setTimeout(resolve, 5));
console.log(await Promise.all(['e', 'f'].map((text) => pool.use(text))), pool.opened);
const held = [await pool.acquire(), await pool.acquire()];
console.log(await pool.acquire(10).catch((error) => error.message));
held.forEach((socket) => pool.release(socket));
pool.end();
server.close();
