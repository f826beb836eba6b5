// node scripts/edition/lay.ts <content folder>: what enter.mjs runs before a command.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EDITION_FOLDER, environmentOf, layEdition } from './lay-edition.ts';
import { SiteConfigError } from './site-config.ts';

try {
  const { config, files } = await layEdition(process.argv[2] ?? '');
  const settings = Object.entries(environmentOf(config)).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  writeFileSync(join(EDITION_FOLDER, '.edition.env'), `${settings.join('\n')}\n`);
  console.error(`${config.edition.name}: ${files} files of ${config.contentFolders.join(', ')}`);
} catch (error) {
  if (!(error instanceof SiteConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
