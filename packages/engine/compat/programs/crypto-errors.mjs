// Wrong names, wrong types, use after the end, and what equals what.
import crypto from 'node:crypto';
console.log(crypto.createHash('sha256').update('a').update(Buffer.from('b')).digest('hex') === crypto.createHash('sha256').update('ab').digest('hex'), crypto.hash('sha1', 'x'));
for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512']) console.log(algorithm, crypto.createHmac(algorithm, 'key').update('data').digest('base64url'));
const used = crypto.createHash('sha256').update('x');
const copy = used.copy();
used.digest();
for (const attempt of [() => used.update('y'), () => used.digest(), () => crypto.createHash('nope'), () => crypto.createHmac('sha256', null), () => crypto.createHash('sha256').update(5), () => crypto.randomBytes(-1), () => crypto.randomBytes('x'), () => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab')), () => crypto.timingSafeEqual('a', 'a'), () => crypto.randomInt(5, 5), () => crypto.randomInt(0, 2 ** 49)]) {
  try { attempt(); console.log('fine'); } catch (error) { console.log(error.name, error.code, error.message); }
}
console.log(copy.digest('hex').length, crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ab')), crypto.randomBytes(8).length, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()), crypto.randomInt(3) < 3);
console.log(await new Promise((resolve) => crypto.randomBytes(4, (error, bytes) => resolve([error, bytes.length]))));
console.log(Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode('x'))).toString('hex'), crypto.getRandomValues(new Uint8Array(2)).length, globalThis.crypto === crypto.webcrypto);
try { crypto.getRandomValues(new Float32Array(2)); } catch (error) { console.log(error.name); }
