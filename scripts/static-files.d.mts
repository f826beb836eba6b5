import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebContainerSettings } from '../src/workspace/sandboxes/web-container-settings.ts';

export interface FolderOptions {
  readonly base?: string;
  readonly isolated?: boolean;
  readonly webContainers?: WebContainerSettings;
}

export function serveFolder(folder: string, options?: FolderOptions): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
