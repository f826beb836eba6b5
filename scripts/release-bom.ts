import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { ShippedPackage } from './shipped-packages.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly properties?: unknown;
  readonly externalReferences?: unknown;
}

interface Bom {
  readonly metadata: { readonly component: Component; readonly [key: string]: unknown };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
  readonly [key: string]: unknown;
}

/**
 * The software bill of materials as CycloneDX: what `npm sbom` says of the packages that ship, and nothing of those
 * that only build. The same site gives the same text.
 * @throws {Error} when npm does not know a package that ships.
 */
export function releaseBom(packages: readonly ShippedPackage[], version: { readonly version: string; readonly build: string }, at: Date): string {
  const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const bom = JSON.parse(text) as Bom;
  const wanted = new Set(packages.map(({ name, version: each }) => `${name}@${each}`));
  const components = bom.components.filter(({ name, version: each }) => wanted.delete(`${name}@${each}`));
  if (wanted.size > 0) throw new Error(`npm sbom does not know what ships: ${[...wanted].join(', ')}`);
  const refs = new Set(components.map((component) => component['bom-ref']));
  const { component } = bom.metadata;
  const own = { ...component, 'bom-ref': `unhandled@${version.version}`, type: 'application', name: 'unhandled', version: version.version };
  const kept = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }));
  const id = createHash('sha256').update(`${version.version} ${version.build}`).digest('hex');
  return `${JSON.stringify(
    {
      ...bom,
      serialNumber: `urn:uuid:${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20, 32)}`,
      metadata: { ...bom.metadata, timestamp: at.toISOString(), lifecycles: [{ phase: 'post-build' }], component: own },
      // How npm marks a package for building says nothing of a release, and where it was fetched from differs.
      components: components.map(({ properties: _properties, externalReferences: _references, ...rest }) => rest),
      dependencies: [{ ref: own['bom-ref'], dependsOn: [...refs].sort() }, ...kept],
    },
    null,
    2,
  )}\n`;
}
