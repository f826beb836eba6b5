// ends: stalled 137
process.on('uncaughtException', () => { for (;;); });
throw new Error('on purpose');
