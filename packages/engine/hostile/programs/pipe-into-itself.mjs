// ends: exit 0 | stalled 137
import { PassThrough } from 'node:stream';
const pipe = new PassThrough();
pipe.pipe(pipe);
pipe.write('x');
setTimeout(() => { console.log('survived'); process.exit(0); }, 50);
