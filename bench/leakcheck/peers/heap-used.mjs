// heapUsed before and after a thousand requests, each after a collection: what most people write first.
import { startService } from './exercise.mjs';

const service = await startService(process.argv[2]);
let answered = await service.send(100);
globalThis.gc();
const before = process.memoryUsage().heapUsed;
answered &&= await service.send(1000);
globalThis.gc();
const grownBytes = process.memoryUsage().heapUsed - before;
const limitBytes = Number(process.argv[3]);
process.send({ listed: grownBytes > limitBytes ? 1 : 0, answered, text: `${grownBytes}` }, () => process.exit());
