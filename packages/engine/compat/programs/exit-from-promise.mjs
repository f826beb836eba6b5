await Promise.resolve(); process.on('exit', () => console.log('bye')); await new Promise((resolve) => setTimeout(resolve, 2)); process.exit(7);
