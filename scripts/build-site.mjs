// npm run build: dist/, the whole site as static files.
import { buildSite, inSteps, installDependencies } from './set-up.mjs';

await inSteps(async () => {
  await installDependencies();
  await buildSite();
});
