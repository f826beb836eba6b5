// ends: stalled 137
throw Object.defineProperties(new Error('x'), { stack: { get() { for (;;); } }, message: { get() { throw 1; } }, name: { get() { throw 2; } } });
