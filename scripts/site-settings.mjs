import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a built site was built with: `{ webContainers: { offer, origin? } }`; a folder that says nothing offers none. */
export function readSiteSettings(folder) {
  try {
    const { webContainers } = JSON.parse(readFileSync(join(folder, 'site-settings.json'), 'utf8'));
    return { webContainers };
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return { webContainers: { offer: 'off' } };
  }
}
