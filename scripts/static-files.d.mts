import type { IncomingMessage, ServerResponse } from 'node:http';

export interface FolderOptions {
  readonly base?: string;
  readonly isolated?: boolean;
}

export function serveFolder(folder: string, options?: FolderOptions): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
