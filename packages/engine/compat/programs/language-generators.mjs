// Cleanup runs when a loop leaves early, when it throws, and through delegation.
function* inner() { try { yield 1; yield 2; } finally { console.log('inner cleanup'); } }
function* outer() { try { const result = yield* inner(); yield result; } finally { console.log('outer cleanup'); } }
for (const each of outer()) { console.log(each); break; }
try { for (const each of outer()) throw new Error(`at ${each}`); } catch (error) { console.log(error.message); }
const it = outer();
it.next();
try { it.throw(new Error('thrown in')); } catch (error) { console.log(error.message, it.next()); }
console.log(inner().map((x) => x * 2).take(1).toArray(), inner().drop(1).toArray());
async function* slow() { try { yield 'a'; await null; yield 'b'; } finally { await null; console.log('async cleanup'); } }
for await (const each of slow()) { console.log(each); break; }
const iterator = slow();
console.log(await Promise.all([iterator.next(), iterator.next(), iterator.next()]));
console.log(await Array.fromAsync(slow()), await slow().return('early'));
const [first] = inner();
console.log(first);
