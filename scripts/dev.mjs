// npm run dev: the author's live-reload server.
import { buildParts, inSteps, installDependencies, run } from './set-up.mjs';

await inSteps(async () => {
  await installDependencies();
  await buildParts();
  process.exitCode = await run('astro', ['dev', ...process.argv.slice(2)]);
});
