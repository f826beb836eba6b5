// The method of the npm package leakage (0.5.0; its native dependency no longer builds): six collections, thirty iterations
// between two of them; a leak when the heap grew by more than 5 KB (asynchronous) in a run of more than four.
import { startService } from './exercise.mjs';

const ROUNDS = 6;
const ITERATIONS = 30;
const LEAST_GROWTH_BYTES = 5 * 1024;
const LONGEST_RUN = Math.floor((ROUNDS * 2) / 3);

const service = await startService(process.argv[2]);
let answered = true;
const readings = [];
const read = () => {
  globalThis.gc();
  readings.push(process.memoryUsage().heapUsed);
};
read();
for (let round = 0; round < ROUNDS && answered; round++) {
  answered = await service.send(ITERATIONS);
  read();
}
const grew = readings.slice(1).map((bytes, i) => bytes - readings[i] > LEAST_GROWTH_BYTES);
const longest = grew.reduce(([run, most], each) => [each ? run + 1 : 0, Math.max(most, each ? run + 1 : 0)], [0, 0])[1];
process.send({ listed: longest > LONGEST_RUN ? 1 : 0, answered, text: readings.join(' ') }, () => process.exit());
