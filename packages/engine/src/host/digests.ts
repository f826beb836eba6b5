import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js';
import { ERRNO } from '../abi/errno.ts';

const ALGORITHMS = { md5, sha1, sha224, sha256, sha384, sha512, 'sha3-256': sha3_256, 'sha3-512': sha3_512 } as const;

function find(algorithm: string): (typeof ALGORITHMS)[keyof typeof ALGORITHMS] | undefined {
  const name = algorithm.toLowerCase().replace(/^sha-/, 'sha');
  return Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name as keyof typeof ALGORITHMS] : undefined;
}

/** Digest of `bytes`, or -ENOSYS for an algorithm that is not there. */
export function hash(algorithm: string, bytes: Uint8Array): ArrayBuffer | number {
  const found = find(algorithm);
  return found === undefined ? -ERRNO.ENOSYS : copy(found(bytes));
}

export function keyedHash(algorithm: string, key: Uint8Array, bytes: Uint8Array): ArrayBuffer | number {
  const found = find(algorithm);
  return found === undefined ? -ERRNO.ENOSYS : copy(hmac(found, key, bytes));
}

function copy(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer;
}
