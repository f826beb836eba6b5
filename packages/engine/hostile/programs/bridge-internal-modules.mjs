// ends: exit 0
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
for (const name of ['node:internal/sys', 'internal/sys', 'node:internal', 'node:../internal/sys', 'npm:../sys', 'npm:__proto__', 'node:__proto__', 'node:constructor', 'node:toString']) {
  try {
    const found = await import(name);
    console.log('imported', name, Object.keys(found).length);
  } catch (error) {
    if (!(error instanceof Error)) console.log(name, error);
  }
  try {
    require(name);
    console.log('required', name);
  } catch (error) {
    if (!(error instanceof Error)) console.log(name, error);
  }
}
console.log('survived');
