// ends: exit 0
// The layer keeps its own clock and dice.
const { log } = console;
Date.now = () => -1;
performance.now = () => 'soon';
Math.random = () => NaN;
process.hrtime = () => { throw new Error('no'); };
globalThis.setTimeout = ((real) => (run, ms) => real(run, ms))(setTimeout);
globalThis.Date = function () { throw new Error('no date'); };
const before = process.uptime();
await new Promise((resolve) => setTimeout(resolve, 20));
log(process.uptime() - before > 0.01);
log('survived');
