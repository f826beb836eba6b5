// Digests by their names in the Web Cryptography API; what awaits or prints the objects around them finds no surprises.
import { subtle, webcrypto } from 'node:crypto';
import path from 'node:path';
const bytes = new TextEncoder().encode('Kettle');
for (const algorithm of ['SHA-1', 'sha-256', { name: 'SHA-384' }, 'SHA-512', 'MD5', 'SHA256']) {
  const digest = await subtle.digest(algorithm, bytes).catch((error) => error);
  console.log(digest instanceof ArrayBuffer ? Buffer.from(digest).toString('hex') : [digest.name, digest.message, digest instanceof DOMException]);
}
console.log(subtle === webcrypto.subtle, (await subtle) === subtle, subtle[Symbol.iterator], subtle.then);
console.log((await path.win32) === path.win32, path.win32.then, Object.keys(path).includes('win32'));
