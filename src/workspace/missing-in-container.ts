import type { LabManifest } from '@unhandled/lab';

/** What a lab needs that no WebContainer has: it runs on the embedded engine alone. Empty when there is nothing. */
export function missingInContainer({ services, faults }: Pick<LabManifest, 'services' | 'faults'>): string[] {
  const names = [...(services?.postgres === undefined ? [] : ['Postgres']), ...Object.keys(services?.upstreams ?? {})];
  return names.length > 0 ? names : Object.keys(faults ?? {});
}
