// ends: exit 0
const registry = new FinalizationRegistry(() => { throw new Error('finalizer'); });
for (let i = 0; i < 10000; i++) registry.register({}, i);
const refs = Array.from({ length: 1000 }, () => new WeakRef({}));
console.log(refs.length);
process.on('uncaughtException', () => {});
setTimeout(() => { console.log('survived'); process.exit(0); }, 10);
