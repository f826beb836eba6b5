// ends: exit 0
const write = process.stdout.write.bind(process.stdout);
console.log = () => { throw new Error('no log'); };
process.stdout.write = () => { throw new Error('no write'); };
process.stderr.write = () => { throw new Error('no write'); };
process.emitWarning('x');
setTimeout(() => { write('survived\n'); process.exit(0); }, 10);
