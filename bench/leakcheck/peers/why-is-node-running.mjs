// Lists what keeps the process running, once everything that the test knows of is closed.
import whyIsNodeRunning from 'why-is-node-running';
import { startService } from './exercise.mjs';

const service = await startService(process.argv[2]);
const answered = await service.send(200);
await service.close();
const lines = [];
whyIsNodeRunning({ error: (line) => lines.push(line) });
const listed = Number(/There are (\d+)/.exec(lines[0])?.[1]);
process.send({ listed, answered, text: lines.join('\n') }, () => process.exit());
