// npm start: installs, builds and serves the site with its production headers. PORT and HOST are honoured.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { enterEdition } from './edition/enter.mjs';
import { buildSite, inSteps, installDependencies, projectEnvironment, ROOT } from './set-up.mjs';

await inSteps(async () => {
  await installDependencies();
  if (await enterEdition(fileURLToPath(import.meta.url))) return;
  await buildSite();
  serve();
});

function serve() {
  const server = spawn('node', ['scripts/serve.mjs'], { cwd: ROOT, stdio: 'inherit', env: projectEnvironment(), shell: process.platform === 'win32' });
  // A terminal sends Ctrl+C to both; a supervisor signals this process only. The server stops by itself and says how.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
  server.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
