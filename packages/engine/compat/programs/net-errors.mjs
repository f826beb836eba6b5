// Arguments that net refuses, and names that do not resolve.
import net from 'node:net';
const attempt = (name, run) => { try { run(); console.log(name, 'allowed'); } catch (error) { console.log(name, error.name, error.code, error.message); } };
attempt('no port', () => net.connect({}));
attempt('port 70000', () => net.connect(70_000));
attempt('port text', () => net.connect({ port: 'x' }));
attempt('timeout text', () => new net.Socket().setTimeout('x'));
attempt('timeout negative', () => new net.Socket().setTimeout(-1));
attempt('write null', () => new net.Socket().write(null));
attempt('write number', () => new net.Socket().write(1));
attempt('listen 70000', () => net.createServer().listen(70_000));
const idle = new net.Socket();
console.log(idle.readyState, idle.connecting, idle.pending, idle.remoteAddress, idle.address(), idle.localPort, idle.allowHalfOpen);
idle.on('close', (hadError) => console.log('idle closed', hadError));
idle.destroy();
