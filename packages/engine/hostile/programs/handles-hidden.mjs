// ends: turns
// A program that rewrites every way of asking for handles still holds the ones it holds.
import http from 'node:http';
import net from 'node:net';
process.getActiveResourcesInfo = () => [];
process._getActiveHandles = () => [];
net.Server.prototype.listen = ((listen) => function (...args) { const result = listen.apply(this, args); this.close = () => this; Object.keys(this).forEach((key) => { try { delete this[key]; } catch {} }); return result; })(net.Server.prototype.listen);
http.createServer(() => {}).listen(8123);
setInterval(() => {}, 5000);
console.log(process.getActiveResourcesInfo().length);
