// ends: stalled 137
console.log({ get value() { for (;;); } }.value);
