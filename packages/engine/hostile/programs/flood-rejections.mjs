// ends: stalled 137
process.on('unhandledRejection', () => { Promise.reject(new Error('again')); });
Promise.reject(new Error('first'));
