// ends: turns
process.on('SIGTERM', () => {});
process.on('SIGINT', () => {});
process.kill(process.pid, 'SIGTERM');
process.kill(process.pid, 'SIGINT');
setInterval(() => {}, 1000);
