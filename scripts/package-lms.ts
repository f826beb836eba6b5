// npm run lms -- --standard scorm12|scorm2004|cmi5 [--scope course|chapter:<id>|lab:<slug>] [--locale en|zh-cn]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { LOCALES } from '../src/i18n/locale.ts';
import { buildLmsPackage, STANDARDS } from './lms/build-package.ts';
import { buildSite, inSteps, talkOnStderr } from './set-up.mjs';

const OUT = fileURLToPath(new URL('../release/lms', import.meta.url));

await inSteps(async () => {
  const { values } = parseArgs({
    options: {
      standard: { type: 'string', multiple: true, default: [...STANDARDS] },
      scope: { type: 'string', default: 'course' },
      locale: { type: 'string', default: 'en' },
    },
  });
  const standards = values.standard.map((name) => oneOf(STANDARDS, name, '--standard'));
  const locale = oneOf(LOCALES, values.locale, '--locale');
  talkOnStderr();
  await buildSite();
  mkdirSync(OUT, { recursive: true });
  for (const standard of standards) {
    const { id, files } = await buildLmsPackage(standard, values.scope, locale);
    const file = join(OUT, `unhandled-${id}-${standard}${locale === 'en' ? '' : `-${locale}`}.zip`);
    const zip = zipSync(Object.fromEntries(files), { level: 6 });
    writeFileSync(file, zip);
    console.log(`${file} (${files.size} files, ${(zip.length / 1_000_000).toFixed(1)} MB)`);
  }
});

/** @throws {RangeError} saying what can be written instead. */
function oneOf<T extends string>(known: readonly T[], name: string, option: string): T {
  const found = known.find((each) => each === name);
  if (found === undefined) throw new RangeError(`${option} is "${name}": write ${known.join(', ')}`);
  return found;
}
