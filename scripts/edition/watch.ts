// node scripts/edition/watch.ts <content folder>: what enter.mjs runs beside a server that shows changes.
import { EDITION_FILE, EDITION_FOLDER } from './lay-edition.ts';
import { watchContent } from './watch-content.ts';

watchContent(process.argv[2] ?? '', EDITION_FOLDER, {
  onUpdate(changed) {
    if (changed.length > 0) console.error(`content: ${changed.join(', ')}`);
    if (changed.includes(EDITION_FILE)) console.error('content: pages show the new settings; titles and languages are read when the server starts');
  },
  onRefusal(message) {
    console.error(`content: not taken over, until this is mended:\n${message}`);
  },
});
