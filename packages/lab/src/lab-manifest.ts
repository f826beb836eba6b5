import * as v from 'valibot';
import { FILE_ERROR_CODES, FILE_OPERATIONS } from './services.ts';

const Name = v.pipe(v.string(), v.minLength(1, 'is empty'));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const Request = v.strictObject({
  method: v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: v.pipe(v.string(), v.startsWith('/', 'must start with "/"')),
  headers: v.optional(v.record(v.string(), v.string())),
  body: v.optional(v.string()),
  /** The client hangs up, as in the shapes of checks.ts. */
  abort: v.optional(
    v.variant('when', [
      v.strictObject({ when: v.picklist(['before-response', 'mid-upload']) }),
      v.strictObject({ when: v.literal('mid-response'), afterBytes: Count }),
    ]),
  ),
});

const Milliseconds = v.pipe(v.number(), v.minValue(0));
const HostAndPort = v.pipe(v.string(), v.regex(/^[a-z0-9.-]+:\d{1,5}$/, 'must be "host:port"'));

const Behaviour = v.variant('kind', [
  v.strictObject({
    kind: v.literal('answer'),
    status: v.optional(Count),
    headers: v.optional(v.record(v.string(), v.string())),
    body: v.optional(v.string()),
    afterMs: v.optional(Milliseconds),
  }),
  v.strictObject({ kind: v.literal('reset-mid-body'), body: v.string(), afterBytes: Count, afterMs: v.optional(Milliseconds) }),
  v.strictObject({ kind: v.literal('stall-mid-body'), body: v.string(), afterBytes: Count }),
  v.strictObject({ kind: v.literal('reset'), afterMs: v.optional(Milliseconds) }),
  v.strictObject({ kind: v.literal('hang') }),
]);

const FaultSpec = v.variant('kind', [
  v.strictObject({ kind: v.literal('postgres-down') }),
  v.strictObject({ kind: v.literal('postgres-restart') }),
  v.strictObject({ kind: v.literal('upstream'), upstream: HostAndPort, behaviour: Behaviour }),
  v.strictObject({ kind: v.literal('disk-full') }),
  v.strictObject({
    kind: v.literal('file-error'),
    operation: v.picklist(FILE_OPERATIONS),
    path: Name,
    code: v.picklist(FILE_ERROR_CODES),
    times: v.optional(Count),
  }),
  v.strictObject({ kind: v.literal('clock-skew'), byMs: v.number() }),
]);

const ServicesSpec = v.strictObject({
  /** A Postgres at localhost:5432. */
  postgres: v.optional(
    v.strictObject({
      /** The lab's file with the SQL that each start begins with. */
      init: Name,
      maxConnections: v.optional(v.pipe(Count, v.minValue(1)), 100),
    }),
  ),
  /** HTTP servers of others, by host and port. */
  upstreams: v.optional(v.record(HostAndPort, v.strictObject({ behaviour: Behaviour, script: v.optional(v.array(Behaviour)) }))),
});

const Manifest = v.strictObject({
  /** Folder under labs/ whose files lie under this lab's. */
  base: Name,
  /** The file that `node` is started with. */
  entry: Name,
  /** npm packages the server may import. */
  packages: v.array(v.string()),
  /** Files that the reader may change; the first is opened. */
  editable: v.pipe(v.array(v.string()), v.minLength(1, 'is empty')),
  /** Ids of all checks, in the order in which they are shown. */
  checks: v.pipe(v.array(v.string()), v.minLength(1, 'is empty')),
  limits: v.strictObject({ openFiles: v.pipe(v.number(), v.integer(), v.minValue(8)), memoryBytes: v.pipe(v.number(), v.integer(), v.minValue(8_388_608)) }),
  /** Servers beside the service. */
  services: v.optional(ServicesSpec),
  /** What can go wrong around it, by the name that `load.faults` and checks.ts use. */
  faults: v.optional(v.record(Name, FaultSpec)),
  /** What the Load button sends: named requests with weights, at a rate. */
  load: v.strictObject({
    requestsPerSecond: v.pipe(v.number(), v.minValue(0.1), v.maxValue(1000)),
    mix: v.pipe(v.array(v.strictObject({ name: v.string(), weight: Count, request: Request })), v.minLength(1, 'is empty')),
    /** Faults while load runs: once each, counted from its start. */
    faults: v.optional(v.array(v.strictObject({ fault: v.string(), atMs: Milliseconds, forMs: Milliseconds }))),
  }),
  /** What the service declares about itself, beside answering. */
  bounds: v.optional(
    v.strictObject({
      /** Most handles of a kind open at once during the mixed run, of four clients unless checks.ts says otherwise. */
      peaks: v.optional(v.record(v.string(), Count)),
      /** Size of each pool, by the kind of handle in it: of leases and permits, how many can be on loan; of others, how many may lie idle. */
      pools: v.optional(v.record(v.string(), Count)),
      /** True when a bounded structure is filled by the workload: the heap must then stop growing altogether. */
      heap: v.optional(v.boolean()),
    }),
  ),
  /** Checks that each variant fails, exactly; the solution fails none. */
  failsWith: v.record(
    v.pipe(v.string(), v.regex(/^(?:start|wrong\/[a-z0-9-]+)$/, 'must name "start" or "wrong/<name>"')),
    v.pipe(v.array(v.string()), v.minLength(1, 'is empty')),
  ),
});

/** A lab.json, read and checked. */
export type LabManifest = Readonly<v.InferOutput<typeof Manifest>>;

/** A lab.json that cannot be used. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
  /** What to write instead. */
  readonly hint: string;
  constructor(slug: string, problem: string, hint: string) {
    super(`Cannot read lab "${slug}": ${problem}`);
    this.hint = hint;
  }
}

/** Each of the three dimensions can be fooled alone, so that every lab has at least these. */
export const REQUIRED_CHECKS = [
  'boot',
  'contract-good',
  'contract-failing',
  'handles-failing',
  'heap',
  'alive',
  'same-process',
  'no-swallowed-errors',
  'neighbour',
  'limits',
] as const;

const HINTS: Readonly<Record<string, string>> = {
  base: 'Name a folder under labs/, usually "_base"',
  entry: 'Name the file that the server starts from, as it is called below the project root: "src/main.ts"',
  editable: 'List at least one file, as it is called below the project root: "src/routes/receipt.ts"',
  checks: `List the checks in the order in which they are shown; every lab has ${REQUIRED_CHECKS.join(', ')}`,
  limits: 'Give openFiles (8 or more) and memoryBytes (8388608 or more)',
  services: 'Give postgres { init, maxConnections } or upstreams { "host:port": { behaviour } }; CONTRIBUTING.md lists what an upstream can do',
  faults: 'Give each fault a name and a kind: postgres-down, postgres-restart, upstream, disk-full, file-error or clock-skew',
  load: 'Give requestsPerSecond and a mix of { name, weight, request }; faults there are { fault, atMs, forMs }, by a name of "faults"',
  failsWith: 'Give "start" and every folder in wrong/ the ids of the checks that it fails',
};
const OTHER_HINT = 'CONTRIBUTING.md describes every field under "lab.json"';

/** @throws {ManifestError} with what is wrong, in which field, and what to write instead. */
export function parseManifest(slug: string, json: string): LabManifest {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new ManifestError(slug, `lab.json is no JSON: ${(error as Error).message}`, 'Look for a missing quote or a comma too many');
  }
  const result = v.safeParse(Manifest, parsed);
  if (!result.success) {
    const [issue] = result.issues;
    const field = v.getDotPath(issue) ?? '';
    throw new ManifestError(slug, describe(issue, field), HINTS[field.split('.')[0] ?? ''] ?? OTHER_HINT);
  }
  checkReferences(slug, result.output);
  return result.output;
}

function describe(issue: v.BaseIssue<unknown>, field: string): string {
  if (field === '') return `lab.json must hold an object, not ${issue.received}`;
  if (issue.type === 'strict_object' && issue.expected === 'never') return `"${field}" is not a field of lab.json`;
  if (issue.type === 'strict_object' && issue.received === 'undefined') return `"${field}" is missing`;
  if (/^(?:is|must) /.test(issue.message)) return `"${field}" ${issue.message}`;
  return `"${field}" must be ${issue.expected}, not ${issue.received}`;
}

function checkReferences(slug: string, manifest: LabManifest): void {
  const known = new Set(manifest.checks);
  for (const id of REQUIRED_CHECKS) if (!known.has(id)) throw new ManifestError(slug, `"checks" lacks "${id}"`, HINTS['checks'] as string);
  if (manifest.failsWith['start'] === undefined) throw new ManifestError(slug, '"failsWith" lacks "start"', HINTS['failsWith'] as string);
  if (manifest.failsWith['start'].includes('boot'))
    throw new ManifestError(slug, '"failsWith.start" names "boot"', 'A reader must be able to run what is handed out: let it start, and fail later');
  checkFaults(slug, manifest);
  for (const [variant, ids] of Object.entries(manifest.failsWith)) {
    for (const id of ids)
      if (!known.has(id)) throw new ManifestError(slug, `"failsWith.${variant}" names the check "${id}", which is not in "checks"`, HINTS['checks'] as string);
  }
}

function checkFaults(slug: string, { faults = {}, services = {}, load, packages }: LabManifest): void {
  for (const { fault } of load.faults ?? [])
    if (faults[fault] === undefined)
      throw new ManifestError(slug, `"load.faults" names the fault "${fault}", which is not in "faults"`, HINTS['faults'] as string);
  for (const [name, fault] of Object.entries(faults)) {
    if (fault.kind.startsWith('postgres-') && services.postgres === undefined)
      throw new ManifestError(slug, `"faults.${name}" needs a Postgres, which is not in "services"`, HINTS['services'] as string);
    if (fault.kind === 'upstream' && services.upstreams?.[fault.upstream] === undefined)
      throw new ManifestError(slug, `"faults.${name}" names the upstream "${fault.upstream}", which is not in "services"`, HINTS['services'] as string);
  }
  if (services.postgres !== undefined && !packages.includes('pg'))
    throw new ManifestError(slug, '"services.postgres" is there, and "packages" lacks "pg"', 'Add "pg" to packages: nothing else speaks to a Postgres');
}
