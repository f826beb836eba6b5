// A data loader: keys asked for in one turn become one call; errors per key.
const calls = [];
function batcher(load) {
  let waiting = [];
  return (key) => new Promise((resolve, reject) => {
    waiting.push({ key, resolve, reject });
    if (waiting.length > 1) return;
    process.nextTick(async () => {
      const batch = waiting;
      waiting = [];
      try {
        const values = await load(batch.map((each) => each.key));
        batch.forEach((each, i) => values[i] instanceof Error ? each.reject(values[i]) : each.resolve(values[i]));
      } catch (error) { batch.forEach((each) => each.reject(error)); }
    });
  });
}
const user = batcher(async (ids) => { calls.push(ids); if (ids.includes('all')) throw new Error('whole batch'); return ids.map((id) => (id < 0 ? new RangeError(`no user ${id}`) : { id })); });
console.log(await Promise.all([user(1), user(2), Promise.resolve().then(() => user(3))]));
console.log(await Promise.allSettled([user(4), user(-1)]));
console.log((await Promise.allSettled([user('all'), user(5)])).map((each) => each.reason.message));
console.log(calls);
