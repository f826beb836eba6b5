import type { Locale } from '../../src/i18n/locale.ts';
import { LANGUAGE_TAGS } from '../../src/i18n/locale.ts';
import type { PackageContents, PackagedLab } from './package-contents.ts';
import { escapeXml } from './xml.ts';

/** Ids must be IRIs that are the same in every package of the same lab. They name things and lead nowhere. */
const ids = (kind: string, name: string) => `urn:unhandled:${kind}:${name}`;

/** cmi5.xml: each lab is an assignable unit that the learner has done when it is passed. */
export function cmi5Structure({ id, title, chapters }: PackageContents, description: string, locale: Locale): string {
  const text = (tag: string, words: string) => `<${tag}><langstring lang="${LANGUAGE_TAGS[locale]}">${escapeXml(words)}</langstring></${tag}>`;
  const unit = ({ slug, title: name, story }: PackagedLab) =>
    `<au id="${ids('lab', slug)}" moveOn="CompletedAndPassed" masteryScore="1" launchMethod="AnyWindow">${text('title', name)}${text('description', story)}<url>launch.html?lab=${slug}</url></au>`;
  const block = (chapter: PackageContents['chapters'][number]) =>
    `<block id="${ids('chapter', chapter.id)}">${text('title', chapter.title)}${text('description', chapter.title)}\n${chapter.labs.map(unit).join('\n')}\n</block>`;
  const inside = chapters.length === 1 ? (chapters[0]?.labs ?? []).map(unit) : chapters.map(block);
  return `<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="${ids('package', id)}">${text('title', title)}${text('description', description)}</course>
${inside.join('\n')}
</courseStructure>
`;
}
