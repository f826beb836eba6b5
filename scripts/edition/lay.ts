// node scripts/edition/lay.ts <content folder>: what enter.mjs runs before a command.
import { layEdition } from './lay-edition.ts';
import { SiteConfigError } from './site-config.ts';

try {
  const { config, places } = await layEdition(process.argv[2] ?? '');
  console.error(`${config.edition.name}: ${places.size} files of ${config.contentFolders.join(', ')}`);
} catch (error) {
  if (!(error instanceof SiteConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
