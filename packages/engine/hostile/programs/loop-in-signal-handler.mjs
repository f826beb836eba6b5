// ends: stalled 137
process.on('SIGTERM', () => { for (;;); });
process.kill(process.pid, 'SIGTERM');
setInterval(() => {}, 1000);
