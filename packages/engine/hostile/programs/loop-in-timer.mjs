// ends: stalled 137
setTimeout(() => { for (;;); }, 5);
