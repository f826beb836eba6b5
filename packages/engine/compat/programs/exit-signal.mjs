process.on('SIGTERM', (signal, number) => { console.log(signal, number); process.exit(0); }); setTimeout(() => {}, 10_000); setTimeout(() => process.kill(process.pid, 'SIGTERM'), 1);
