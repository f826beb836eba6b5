// ends: stalled 137
function* forever() {
  try {
    for (;;) yield 1;
  } finally {
    for (;;);
  }
}
for (const each of forever()) globalThis.last = each;
