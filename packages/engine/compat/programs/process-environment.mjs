// run: {"args":["--flag","value with spaces","--","-x"],"env":{"FIRST":"1","EMPTY":"","UNICODE":"é"},"files":{"nested/value.json":"{\"v\":[1,2]}"}}
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import value from './nested/value.json' with { type: 'json' };
console.log(process.argv.slice(2), process.argv0.length > 0, process.execArgv, value, JSON.parse(readFileSync('nested/value.json', 'utf8')).v.length);
console.log(process.env.FIRST, JSON.stringify(process.env.EMPTY), process.env.UNICODE, process.env.MISSING, 'FIRST' in process.env, Object.keys(process.env).includes('EMPTY'));
process.env.NUMBER = 5; process.env.UNDEFINED = undefined;
console.log(typeof process.env.NUMBER, process.env.UNDEFINED, delete process.env.NUMBER, process.env.NUMBER);
try { process.env[Symbol('s')] = 'x'; } catch (error) { console.log(error.name); }
console.log(parseArgs({ args: process.argv.slice(2), options: { flag: { type: 'string' } }, allowPositionals: true }));
for (const args of [['--unknown'], ['--flag'], ['--no-flag'], ['-abc']]) { try { console.log(parseArgs({ args, options: { flag: { type: 'string' }, all: { type: 'boolean', short: 'a' } } }).values); } catch (error) { console.log(error.code, error.message); } }
console.log(process.cwd() === import.meta.dirname, process.title.length > 0, process.platform.length > 0, process.version.startsWith('v24'), Object.keys(process.versions).includes('v8'), process.release.name, typeof process.pid, process.uptime() >= 0);
try { process.chdir('/nowhere'); } catch (error) { console.log(error.code, error.syscall); }
process.chdir('nested');
console.log(process.cwd().endsWith('/nested'), readFileSync('value.json', 'utf8').length);
console.log(process.hrtime.bigint() > 0n, process.hrtime().length, process.memoryUsage().heapUsed > 0, Object.keys(process.resourceUsage?.() ?? {}).length > 0);
