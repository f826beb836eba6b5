process.on('uncaughtException', (error, origin) => { console.log('took', error.message, origin); });
process.on('uncaughtExceptionMonitor', (error, origin) => { console.log('saw', error.message, origin); });
setTimeout(() => console.log("still alive"), 100); process.nextTick(() => { throw new Error('one'); }); process.nextTick(() => console.log('next tick runs')); Promise.reject(new Error('two')); setImmediate(() => { throw new Error('three'); }); setImmediate(() => console.log('next immediate runs'));
