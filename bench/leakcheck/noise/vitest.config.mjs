export default { test: { include: ['noise.vitest.mjs'] } };
