// npm run dev: the author's live-reload server.
import { buildParts, installDependencies, run } from './set-up.mjs';

await installDependencies();
await buildParts();
process.exitCode = await run('astro', ['dev', ...process.argv.slice(2)]);
