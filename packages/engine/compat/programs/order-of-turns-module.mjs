// A module's first turn ends with promise jobs, then process.nextTick.
const log = [];
setTimeout(() => console.log(log.join(' ')), 20);
process.nextTick(() => { log.push('tick1'); Promise.resolve().then(() => log.push('micro-in-tick')); process.nextTick(() => log.push('tick-in-tick')); });
Promise.resolve().then(() => { log.push('micro1'); process.nextTick(() => log.push('tick-in-micro')); }); queueMicrotask(() => log.push('micro2')); log.push('sync');
