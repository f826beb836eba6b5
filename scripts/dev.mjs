// npm run dev: the author's live-reload server.
import { fileURLToPath } from 'node:url';
import { enterEdition } from './edition/enter.mjs';
import { buildParts, inSteps, installDependencies, run } from './set-up.mjs';

await inSteps(async () => {
  await installDependencies();
  if (await enterEdition(fileURLToPath(import.meta.url), { watches: true })) return;
  await buildParts();
  process.exitCode = await run('astro', ['dev', ...process.argv.slice(2)]);
});
