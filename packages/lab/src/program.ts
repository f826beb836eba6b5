import type { LabManifest } from './lab-manifest.ts';
import type { Files } from './overlay.ts';
import type { Limits, Program } from './sandbox.ts';
import type { Services } from './services.ts';

/** The port that every lab's server listens on. */
export const PORT = 3000;

/** A deployment file in which the service asks for its own limits, as a unit file or a container spec does. */
export const LIMITS_FILE = 'deploy/limits.json';

/** The limits in force for these files: what the deployment file asks for, else the lab's. */
export function limitsOf(manifest: LabManifest, files: Files): Limits {
  const text = files[LIMITS_FILE];
  if (text === undefined) return manifest.limits;
  try {
    const asked = JSON.parse(text) as Partial<Limits> | null;
    return { openFiles: orDefault(asked?.openFiles, manifest.limits.openFiles), memoryBytes: orDefault(asked?.memoryBytes, manifest.limits.memoryBytes) };
  } catch {
    // As systemd does with a line it cannot read: the defaults hold.
    return manifest.limits;
  }
}

function orDefault(asked: unknown, fallback: number): number {
  return Number.isSafeInteger(asked) && (asked as number) > 0 ? (asked as number) : fallback;
}

export function toProgram(manifest: LabManifest, files: Files): Program {
  const services = servicesOf(manifest, files);
  return {
    files,
    entry: manifest.entry,
    packages: manifest.packages,
    env: services?.postgres === undefined ? {} : { DATABASE_URL: 'postgres://kettle@localhost:5432/kettle' },
    port: PORT,
    limits: limitsOf(manifest, files),
    ...(services && { services }),
  };
}

function servicesOf({ services }: LabManifest, files: Files): Services | undefined {
  if (services === undefined) return undefined;
  const { postgres, upstreams } = services;
  return {
    ...(postgres && { postgres: { initSql: files[postgres.init] ?? '', maxConnections: postgres.maxConnections } }),
    ...(upstreams && { upstreams }),
  };
}
