import type { PackageContents } from './package-contents.ts';
import { escapeXml } from './xml.ts';

export type ScormVersion = 'scorm12' | 'scorm2004';

const SCHEMAS = {
  scorm12: {
    version: '1.2',
    type: 'adlcp:scormtype',
    namespaces:
      'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd"',
  },
  scorm2004: {
    version: '2004 4th Edition',
    type: 'adlcp:scormType',
    namespaces:
      'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd"',
  },
} as const;

/**
 * imsmanifest.xml: each lab is a SCO of its own, so that the LMS tracks it by itself; all of them share the site.
 * @param files of the package beside the manifest, with forward slashes
 */
export function scormManifest(version: ScormVersion, { id, title, chapters }: PackageContents, files: readonly string[]): string {
  const { version: schemaVersion, type, namespaces } = SCHEMAS[version];
  const labs = chapters.flatMap((chapter) => chapter.labs);
  const item = ({ slug, title: name }: (typeof labs)[number]) =>
    `<item identifier="item-${slug}" identifierref="sco-${slug}"><title>${escapeXml(name)}</title></item>`;
  const items =
    chapters.length === 1
      ? labs.map(item)
      : chapters.map(
          (chapter) => `<item identifier="chapter-${chapter.id}"><title>${escapeXml(chapter.title)}</title>${chapter.labs.map(item).join('')}</item>`,
        );
  const resources = labs.map(
    ({ slug }) =>
      `<resource identifier="sco-${slug}" type="webcontent" ${type}="sco" href="launch.html?lab=${slug}"><file href="launch.html"/><dependency identifierref="site"/></resource>`,
  );
  const listed = files.map((file) => `<file href="${escapeXml(encodeURI(file))}"/>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="unhandled-${id}" version="1" ${namespaces}>
<metadata><schema>ADL SCORM</schema><schemaversion>${schemaVersion}</schemaversion></metadata>
<organizations default="unhandled">
<organization identifier="unhandled"><title>${escapeXml(title)}</title>
${items.join('\n')}
</organization>
</organizations>
<resources>
${resources.join('\n')}
<resource identifier="site" type="webcontent" ${type}="asset">
${listed}
</resource>
</resources>
</manifest>
`;
}
