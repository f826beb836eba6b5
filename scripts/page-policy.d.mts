import type { WebContainerSettings } from '../src/workspace/sandboxes/web-container-settings.ts';

/** What a response carries besides the headers of every one; directives replace those of the policy. */
export interface MoreHeaders {
  readonly headers: Readonly<Record<string, string>>;
  readonly directives: Readonly<Record<string, readonly string[]>>;
}

export function inlineScriptHashes(html: string): string[];
export function isolation(frameOrigin?: string): MoreHeaders;
export function containerHeaders(path: string, webContainers: WebContainerSettings): MoreHeaders | undefined;
export function securityHeaders(scriptHashes?: readonly string[], more?: MoreHeaders): Record<string, string>;
