/** Package sets that images are built with, by image name. The first that holds all of a lab's packages is its image. */
export const IMAGE_PACKAGES: Readonly<Record<string, readonly string[]>> = { node: [], koa: ['koa'], express: ['express'] };

/** @throws {RangeError} when no image holds them. */
export function imageFor(packages: readonly string[]): string {
  const found = Object.entries(IMAGE_PACKAGES).find(([, held]) => packages.every((name) => held.includes(name)));
  if (found === undefined) throw new RangeError(`No engine image holds ${packages.join(' and ')}: add a set to IMAGE_PACKAGES in scripts/image-names.ts`);
  return found[0];
}

/** The image for a program that imports these names: those that no image holds are missing for it, as on a machine where nobody installed them. */
export function imageForProgram(packages: readonly string[]): string {
  const held = new Set(Object.values(IMAGE_PACKAGES).flat());
  return imageFor(packages.filter((name) => held.has(name)));
}
