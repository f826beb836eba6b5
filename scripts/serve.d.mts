import type { WebContainerSettings } from '../src/workspace/sandboxes/web-container-settings.ts';

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<unknown>;
}
export function startServer(options: {
  folder: string;
  port?: number;
  host?: string;
  base?: string;
  isolated?: boolean;
  webContainers?: WebContainerSettings;
}): Promise<RunningServer>;
export function parsePort(text: string | undefined): number;
export function explain(error: NodeJS.ErrnoException, port: number, host?: string): string;
export function serveSite(folder: string): Promise<void>;
