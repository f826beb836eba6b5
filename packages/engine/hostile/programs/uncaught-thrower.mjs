// ends: uncaught 7
process.on('uncaughtException', (error) => { throw error; });
process.on('exit', () => { throw new Error('in exit'); });
throw new Error('first');
