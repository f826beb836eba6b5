process.on('exit', (code) => { console.log('listener', code); process.nextTick(() => console.log("never")); process.exit(5); });
setTimeout(() => console.log('never'), 1);
try { process.exit(3); } finally { console.log('never'); }
console.log('never');
