// ends: uncaught 1
// What is thrown need not be an error, nor even readable.
process.on('exit', (code) => process.stdout.write(`exit ${code}\n`));
throw new Proxy({}, { get() { throw new Error('unreadable'); }, getPrototypeOf() { throw new Error('unreadable'); }, ownKeys() { throw new Error('unreadable'); } });
