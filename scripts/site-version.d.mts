export interface SiteVersion {
  readonly version: string;
  readonly build: string;
  readonly commit: string;
}
export function readSiteVersion(): SiteVersion;
export function readBasePath(text?: string): string;
