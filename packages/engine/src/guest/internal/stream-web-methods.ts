import { Duplex, Readable, Writable } from '../node/stream.ts';
import { duplexFromWeb, duplexToWeb, readableFromWeb, readableToWeb, writableFromWeb, writableToWeb } from './stream-web-adapters.ts';

// Apart from node:stream, because the web's streams need it in their turn.
Object.assign(Readable, { toWeb: readableToWeb, fromWeb: readableFromWeb });
Object.assign(Writable, { toWeb: writableToWeb, fromWeb: writableFromWeb });
Object.assign(Duplex, { toWeb: duplexToWeb, fromWeb: duplexFromWeb });
