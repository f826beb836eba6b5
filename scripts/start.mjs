// npm start: installs, builds and serves the site with its production headers. PORT and HOST are honoured.
import { buildSite, installDependencies, run } from './set-up.mjs';

await installDependencies();
await buildSite();
// Ctrl+C reaches the server, which stops by itself; this process then ends with its exit code.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.exitCode = await run('node', ['scripts/serve.mjs']);
