import * as v from 'valibot';

const Request = v.strictObject({
  method: v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: v.pipe(v.string(), v.startsWith('/')),
  headers: v.optional(v.record(v.string(), v.string())),
  body: v.optional(v.string()),
});

const Variant = v.pipe(v.string(), v.regex(/^(?:start|wrong\/[a-z0-9-]+)$/, 'must be "start" or "wrong/<name>"'));

const Manifest = v.strictObject({
  $schema: v.optional(v.string()),
  /** Folder under labs/ whose files lie under this lab's. */
  base: v.pipe(v.string(), v.minLength(1)),
  /** The file that `node` is started with. */
  entry: v.pipe(v.string(), v.minLength(1)),
  /** npm packages the server may import. */
  packages: v.array(v.string()),
  /** Files that the reader may change; the first is opened. */
  editable: v.pipe(v.array(v.string()), v.minLength(1, 'is empty')),
  /** Ids of all checks, in the order in which they are shown. */
  checks: v.pipe(v.array(v.string()), v.minLength(1, 'is empty')),
  limits: v.strictObject({ openFiles: v.pipe(v.number(), v.integer(), v.minValue(8)), memoryBytes: v.pipe(v.number(), v.integer(), v.minValue(8_388_608)) }),
  /** What the Load button sends: requests with weights, at a rate. */
  load: v.strictObject({
    requestsPerSecond: v.pipe(v.number(), v.minValue(0.1), v.maxValue(1000)),
    mix: v.pipe(v.array(v.strictObject({ name: v.string(), weight: v.pipe(v.number(), v.minValue(0)), request: Request })), v.minLength(1, 'is empty')),
  }),
  /** Checks that each variant fails, exactly; the solution fails none. */
  failsWith: v.record(Variant, v.pipe(v.array(v.string()), v.minLength(1, 'is empty'))),
});

export type LabManifest = Readonly<v.InferOutput<typeof Manifest>>;

/** A lab.json that cannot be used. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

const HINTS: Readonly<Record<string, string>> = {
  editable: 'List at least one file, as it is called below the project root: "src/routes/receipt.ts"',
  checks: 'List the ids of the checks that checks.ts and the lab package produce',
  failsWith: 'Give "start" and every folder in wrong/ the ids of the checks that it fails',
  base: 'Name a folder under labs/, usually "_base"',
};

/** @throws {ManifestError} with what is wrong, in which field, and what to write instead. */
export function parseManifest(slug: string, json: string): LabManifest {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new ManifestError(`Cannot read lab "${slug}": lab.json is no JSON (${(error as Error).message})`, 'Check commas and quotes');
  }
  const result = v.safeParse(Manifest, parsed);
  if (!result.success) {
    const [issue] = result.issues;
    const field = v.getDotPath(issue) ?? 'lab.json';
    const text = issue.message.startsWith('Invalid key') ? issue.message : `"${field}" ${issue.message.replace(/^Invalid/, 'is wrong: invalid')}`;
    throw new ManifestError(`Cannot read lab "${slug}": ${text}`, HINTS[field.split('.')[0] as string] ?? 'See CONTRIBUTING.md, "lab.json"');
  }
  return checkReferences(slug, result.output);
}

function checkReferences(slug: string, manifest: LabManifest): LabManifest {
  const known = new Set(manifest.checks);
  if (!('start' in manifest.failsWith)) throw new ManifestError(`Cannot read lab "${slug}": "failsWith" has no "start"`, HINTS['failsWith'] as string);
  for (const [variant, ids] of Object.entries(manifest.failsWith)) {
    for (const id of ids) {
      if (!known.has(id)) throw new ManifestError(`Cannot read lab "${slug}": failsWith "${variant}" names the check "${id}", which is not in "checks"`, HINTS['checks'] as string);
    }
  }
  return manifest;
}
