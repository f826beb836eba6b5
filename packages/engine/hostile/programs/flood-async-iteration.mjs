// ends: stalled 137
async function* forever() { for (;;) yield 1; }
for await (const each of forever()) globalThis.last = each;
