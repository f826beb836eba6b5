// Variables from a file: what is set already stays.
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

const text = 'A=1 # one\n  B = two words \nexport C="line\\nline"\nD=\'a\nb\'\nE=`"x"`\n# F=6\nG=\nH="open\nSET=file\n=none\n';
console.log(parseEnv(text));
const file = join(tmpdir(), `unhandled-${process.pid}.env`);
writeFileSync(file, text);
process.env.SET = 'program';
process.loadEnvFile(file);
rmSync(file);
console.log(process.env.A, process.env.SET, process.env.H);
