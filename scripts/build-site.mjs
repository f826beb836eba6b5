// npm run build:site: dist/, the whole site as static files.
import { buildSite, installDependencies } from './set-up.mjs';

await installDependencies();
await buildSite();
