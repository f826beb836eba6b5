// ends: uncaught 1 | out-of-memory 134 | stalled 137
let n = 3n;
for (;;) n = n * n;
