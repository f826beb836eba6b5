import { filesOf, type LabSource } from '@unhandled/lab';

/** FNV-1a over the files that a reader may edit, as they are at the start: another number means that the lab is another one. */
export function labVersion(lab: LabSource): string {
  const files = filesOf(lab, 'start');
  let hash = 0x811c9dc5;
  for (const path of lab.manifest.editable) {
    const text = `${path}\0${files[path]}\0`;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(16);
}
