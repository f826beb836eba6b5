// ends: out-of-memory 134 | uncaught 1
let view = new Uint8Array(1024);
for (;;) { const next = new Uint8Array(view.length * 2); next.set(view); view = next; }
