// What Console refuses, and what it is an instance of.
import { Console } from 'node:console';
import { Writable } from 'node:stream';

const stdout = new Writable({ write: (_chunk, _encoding, done) => done() });
const bad = [
  undefined,
  {},
  { stdout, stderr: {} },
  { stdout, colorMode: 'yes' },
  { stdout, groupIndentation: 1001 },
  { stdout, groupIndentation: 'two' },
  { stdout, inspectOptions: 1 },
  { stdout, colorMode: true, inspectOptions: { colors: true } },
];
for (const options of bad) {
  try {
    new Console(options);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
console.log(console instanceof Console, Console(stdout) instanceof Console, {} instanceof Console);
console.log(console.log.name, console.table.name);
