// npm run build: dist/, the whole site as static files.
import { fileURLToPath } from 'node:url';
import { enterEdition } from './edition/enter.mjs';
import { buildSite, inSteps, installDependencies } from './set-up.mjs';

await inSteps(async () => {
  await installDependencies();
  if (await enterEdition(fileURLToPath(import.meta.url))) return;
  await buildSite();
});
