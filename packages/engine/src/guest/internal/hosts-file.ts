import fs from '../node/fs.ts';
import { resolveNamesWith } from './net-address.ts';

/** Names of other machines stand in /etc/hosts, where there are any. */
resolveNamesWith((name) => {
  let text: string;
  try {
    text = fs.readFileSync('/etc/hosts', 'utf8') as string;
  } catch {
    return undefined;
  }
  for (const line of text.split('\n')) {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (names.includes(name)) return address;
  }
  return undefined;
});
