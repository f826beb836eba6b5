process.on('unhandledRejection', (reason, promise) => { console.log('rejected', reason, promise instanceof Promise); });
Promise.reject('one'); Promise.reject(2); setTimeout(() => console.log('alive'), 5);
