/** Packages that images hold already run, by image name. */
export const IMAGE_PACKAGES: Readonly<Record<string, readonly string[]>> = { node: [], koa: ['koa'], express: ['express'] };

/** Packages that programs may have besides: each is a file of its own, run when it is first asked for. */
export const BUNDLED_PACKAGES: readonly string[] = [
  'koa',
  'express',
  'fastify',
  'hono',
  '@hono/node-server',
  'pino',
  'prom-client',
  'opossum',
  'rate-limiter-flexible',
  'pg',
  'zod',
  'iconv-lite',
];

/** What a machine for a program is made of: one image, and the packages that it does not hold. */
export interface PackageSet {
  readonly image: string;
  readonly bundles: readonly string[];
}

/** @throws {RangeError} for a package that this project does not build. */
export function packageSetFor(packages: readonly string[]): PackageSet {
  const unknown = packages.find((name) => !BUNDLED_PACKAGES.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`No engine package ${unknown} (of ${packages.join(' and ')}): add it to BUNDLED_PACKAGES in scripts/image-names.ts`);
  }
  const [image = 'node', held = []] = Object.entries(IMAGE_PACKAGES).find(([, each]) => each.length > 0 && each.every((name) => packages.includes(name))) ?? [];
  return { image, bundles: packages.filter((name) => !held.includes(name)) };
}

/** The same for a program that imports these names: those that nobody built are missing for it, as on a machine where nobody installed them. */
export function packageSetForProgram(packages: readonly string[]): PackageSet {
  return packageSetFor(packages.filter((name) => BUNDLED_PACKAGES.includes(name)));
}

/** The image alone, for a lab or a program whose packages are all in one. @throws {RangeError} */
export function imageFor(packages: readonly string[]): string {
  const { image, bundles } = packageSetFor(packages);
  if (bundles.length > 0) throw new RangeError(`No engine image holds ${packages.join(' and ')}: use packageSetFor()`);
  return image;
}

/** The image for a program that imports these names. */
export function imageForProgram(packages: readonly string[]): string {
  return packageSetForProgram(packages).image;
}

/** File name of a package's bundle. */
export const bundleFileOf = (name: string): string => `${name.replace('/', '+')}.json`;
