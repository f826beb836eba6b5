import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export const readText = (request: Readable): Promise<string> => text(request);
