// ends: any
import { PassThrough } from 'node:stream';
const pipe = new PassThrough();
pipe.pipe(pipe);
pipe.write('x');
setTimeout(() => { console.log('survived'); process.exit(0); }, 50);
