import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebContainerSettings } from '../src/workspace/sandboxes/web-container-settings.ts';

export function serveFolder(
  folder: string,
  options?: { webContainers?: WebContainerSettings },
): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
