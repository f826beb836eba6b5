import type { LabManifest } from './lab-manifest.ts';

/** Paths below the project root to text. */
export type Files = Readonly<Record<string, string>>;

/** All that a lab's folder holds, as text. */
export interface LabSource {
  readonly slug: string;
  readonly manifest: LabManifest;
  readonly base: Files;
  readonly start: Files;
  readonly solution: Files;
  /** By name of the wrong fix. */
  readonly wrong: Readonly<Record<string, Files>>;
}

/** 'start', 'solution' or 'wrong/<name>'. */
export type Variant = 'start' | 'solution' | `wrong/${string}`;

/** A file where the lab does not allow one. */
export class OverlayError extends Error {
  override readonly name = 'OverlayError';
}

/** Every variant of a lab, start first. */
export function variantsOf(source: LabSource): Variant[] {
  return [
    'start',
    'solution',
    ...Object.keys(source.wrong)
      .sort()
      .map((name): Variant => `wrong/${name}`),
  ];
}

/** The files that a variant runs: base, under start, under the variant's own. @throws {OverlayError} */
export function filesOf(source: LabSource, variant: Variant): Files {
  const start = { ...source.base, ...source.start };
  if (variant === 'start') return start;
  const own = variant === 'solution' ? source.solution : source.wrong[variant.slice('wrong/'.length)];
  if (own === undefined) throw new OverlayError(`Lab "${source.slug}" has no variant "${variant}"`);
  return { ...start, ...own };
}

/** The start files with the reader's edits. @throws {OverlayError} for a file that is not editable. */
export function withEdits(source: LabSource, edits: Files): Files {
  const editable = new Set(source.manifest.editable);
  for (const path of Object.keys(edits)) {
    if (!editable.has(path))
      throw new OverlayError(`Cannot use the edit of ${path}: lab "${source.slug}" lets you edit ${source.manifest.editable.join(', ')}`);
  }
  return { ...filesOf(source, 'start'), ...edits };
}

/** Sorts the files of a lab's folder (paths relative to it) into a source. @throws {OverlayError} for a file that belongs nowhere. */
export function assembleLab(slug: string, manifest: LabManifest, base: Files, folder: Files): LabSource {
  const start: Record<string, string> = {};
  const solution: Record<string, string> = {};
  const wrong: Record<string, Record<string, string>> = {};
  for (const [path, text] of Object.entries(folder)) {
    if (path === 'lab.json' || path === 'checks.ts') continue;
    const [top, ...rest] = path.split('/');
    if (top === 'start' && rest.length > 0) start[rest.join('/')] = text;
    else if (top === 'solution' && rest.length > 0) solution[rest.join('/')] = text;
    else if (top === 'wrong' && rest.length > 1) (wrong[rest[0] as string] ??= {})[rest.slice(1).join('/')] = text;
    else throw new OverlayError(`Lab "${slug}" holds ${path}: only lab.json, checks.ts, start/, solution/ and wrong/<name>/ belong in a lab's folder`);
  }
  const source: LabSource = { slug, manifest, base, start, solution, wrong };
  checkVariants(source);
  return source;
}

function checkVariants(source: LabSource): void {
  const { slug, manifest } = source;
  const editable = new Set(manifest.editable);
  const files = filesOf(source, 'start');
  if (files[manifest.entry] === undefined) throw new OverlayError(`Lab "${slug}": the entry ${manifest.entry} is neither in its base nor in start/`);
  for (const path of editable)
    if (files[path] === undefined) throw new OverlayError(`Lab "${slug}": the editable file ${path} is neither in its base nor in start/`);
  const init = manifest.services?.postgres?.init;
  if (init !== undefined && files[init] === undefined)
    throw new OverlayError(`Lab "${slug}": the file ${init} of services.postgres is neither in its base nor in start/`);
  if (init !== undefined && editable.has(init)) throw new OverlayError(`Lab "${slug}": ${init} sets up the database, and a reader can edit it`);
  if (Object.keys(source.solution).length === 0) throw new OverlayError(`Lab "${slug}": solution/ is empty`);
  for (const [variant, own] of [
    ['solution', source.solution] as const,
    ...Object.entries(source.wrong).map(([name, files]) => [`wrong/${name}`, files] as const),
  ]) {
    for (const path of Object.keys(own)) {
      if (!editable.has(path)) throw new OverlayError(`Lab "${slug}": ${variant} changes ${path}, which a reader cannot edit`);
    }
  }
  for (const name of Object.keys(source.wrong)) {
    if (manifest.failsWith[`wrong/${name}`] === undefined) throw new OverlayError(`Lab "${slug}": lab.json does not say which checks wrong/${name} fails`);
  }
  for (const variant of Object.keys(manifest.failsWith)) {
    if (variant !== 'start' && source.wrong[variant.slice('wrong/'.length)] === undefined)
      throw new OverlayError(`Lab "${slug}": lab.json names ${variant}, which has no folder`);
  }
}
