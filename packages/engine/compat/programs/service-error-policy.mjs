// One policy for a whole process: expected errors are logged, programmer errors end it with its own exit code.
class ExpectedError extends Error { name = 'ExpectedError'; }
const reports = [];
process.on('uncaughtExceptionMonitor', (error, origin) => reports.push(`${origin}: ${error.message}`));
process.on('uncaughtException', (error, origin) => {
  console.log('uncaught', error.name, origin);
  if (error instanceof ExpectedError) return;
  process.exitCode = 70;
  setImmediate(() => process.exit());
});
process.on('unhandledRejection', (reason, promise) => {
  console.log('unhandled', reason instanceof Error ? reason.message : reason, promise instanceof Promise);
  if (!(reason instanceof ExpectedError)) throw reason;
});
process.on('rejectionHandled', () => console.log('handled late'));
process.on('exit', (code) => console.log('exit', code, reports));
const late = Promise.reject(new ExpectedError('handled later'));
setTimeout(() => late.catch(() => {}), 5);
setTimeout(() => { throw new ExpectedError('in a timer'); }, 10);
setTimeout(() => Promise.reject(new TypeError('a bug')), 20);
setTimeout(() => console.log('never'), 1000);
