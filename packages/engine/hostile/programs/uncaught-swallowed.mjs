// ends: turns
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});
setInterval(() => { Promise.reject(new Error('again')); throw new Error('again'); }, 1);
