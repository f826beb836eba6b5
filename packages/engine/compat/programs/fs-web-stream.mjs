// FileHandle.readableWebStream(): refusals first, then the bytes.
import fs from 'node:fs';
import { open } from 'node:fs/promises';
fs.writeFileSync('w-stream', 'x'.repeat(40_000));
const closed = await open('w-stream'); await closed.close();
for (const run of [() => closed.readableWebStream()]) try { run(); } catch (error) { console.log(error.name, error.code, error.message); }
const handle = await open('w-stream');
try { handle.readableWebStream({ autoClose: 1 }); } catch (error) { console.log(error.name, error.code, error.message); }
await handle.close();
const read = await open('w-stream');
let bytes = 0;
for await (const chunk of read.readableWebStream()) bytes += chunk.length;
console.log(bytes, read.fd >= 0);
await read.close();
const again = await open('w-stream');
console.log((await new Response(again.readableWebStream({ autoClose: true })).text()).length, again.fd);
const locked = await open('w-stream');
const stream = locked.readableWebStream();
try { locked.readableWebStream(); } catch (error) { console.log(error.name, error.code, error.message); }
await stream.cancel();
await locked.close();
console.log(locked.fd);
