// Lists sockets, servers and timers, once everything that the test knows of is closed.
import wtf from 'wtfnode';
import { startService } from './exercise.mjs';

wtf.init();
const service = await startService(process.argv[2]);
const answered = await service.send(200);
await service.close();
const lines = [];
for (const level of ['info', 'warn', 'error']) wtf.setLogger(level, (...words) => lines.push(words.join(' ')));
wtf.dump();
const listed = lines.filter((line) => /^\s+- /.test(line)).length;
process.send({ listed, answered, text: lines.join('\n') }, () => process.exit());
