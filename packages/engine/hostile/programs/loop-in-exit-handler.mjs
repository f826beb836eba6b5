// ends: stalled 137
process.on('exit', () => { for (;;); });
