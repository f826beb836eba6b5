import type { LabManifest } from './lab-manifest.ts';
import type { Files } from './overlay.ts';
import type { Limits, Program } from './sandbox.ts';

/** The port that every lab's server listens on. */
export const PORT = 3000;

/** A deployment file in which the service asks for its own limits, as a unit file or a container spec does. */
export const LIMITS_FILE = 'deploy/limits.json';

/** The limits in force for these files: what the deployment file asks for, else the lab's. */
export function limitsOf(manifest: LabManifest, files: Files): Limits {
  const text = files[LIMITS_FILE];
  if (text === undefined) return manifest.limits;
  try {
    const { openFiles, memoryBytes } = JSON.parse(text) as Partial<Limits>;
    return {
      openFiles: Number.isInteger(openFiles) ? (openFiles as number) : manifest.limits.openFiles,
      memoryBytes: Number.isInteger(memoryBytes) ? (memoryBytes as number) : manifest.limits.memoryBytes,
    };
  } catch {
    // As systemd does with a line it cannot read: the defaults hold.
    return manifest.limits;
  }
}

export function toProgram(manifest: LabManifest, files: Files): Program {
  return { files, entry: manifest.entry, packages: manifest.packages, env: {}, port: PORT, limits: limitsOf(manifest, files) };
}
