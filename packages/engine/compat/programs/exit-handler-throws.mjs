process.on('uncaughtException', () => { throw new Error('in the handler'); }); setTimeout(() => { throw new Error('first'); }, 1);
