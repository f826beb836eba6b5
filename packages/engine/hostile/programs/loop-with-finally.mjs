// ends: stalled 137
// Whatever catches or cleans up must not get control back.
for (;;) {
  try {
    for (;;) globalThis.n = (globalThis.n ?? 0) + 1;
  } catch {
    console.log('caught the end');
  } finally {
    while (true);
  }
}
