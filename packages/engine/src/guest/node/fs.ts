import { Buffer } from './buffer.ts';
import { systemError } from '../internal/errors.ts';
import { entries, sys } from '../internal/sys.ts';
import { creationStack } from '../internal/error-stack.ts';
const openSync = (path: string, _flags = 'r') => { const fd = sys.fsOpen(path.startsWith('/') ? path : '/app/' + path, 0, 0o666, creationStack()); if (fd < 0) throw systemError(fd, 'open', path); return fd; };
const closeSync = (fd: number) => { const r = sys.fsClose(fd); if (r < 0) throw systemError(r, 'close'); };
const readFileSync = (from: any, options?: any): any => { const own = typeof from !== 'number'; const fd = own ? openSync(from) : from; try { const bytes = sys.fsRead(fd, 1e9, -1); if (typeof bytes === 'number') throw systemError(bytes, 'read'); const b = Buffer.from(bytes); const e = typeof options === 'string' ? options : options?.encoding; return e ? b.toString(e) : b; } finally { if (own) closeSync(fd); } };
const existsSync = (path: string) => typeof sys.fsStat(path, true) === 'string';
const statSync = (path: string) => JSON.parse(sys.fsStat(path, true) as string);
entries.onFileChange = () => {};
class ReadStream {} 
export default { openSync, closeSync, readFileSync, existsSync, statSync, ReadStream, promises: {} } as any;
