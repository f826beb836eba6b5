// ends: stalled 137
await null;
for (;;);
