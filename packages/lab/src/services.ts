/** Servers that a service depends on, beside it on its network. */
export interface Services {
  readonly postgres?: PostgresSpec;
  /** HTTP servers by `host:port`. */
  readonly upstreams?: Readonly<Record<string, UpstreamSpec>>;
}

/** A Postgres at localhost:5432, fresh for every start. */
export interface PostgresSpec {
  /** SQL that a fresh database is set up with. */
  readonly initSql: string;
  /** Sessions at once; the next is refused with 53300. */
  readonly maxConnections: number;
}

export interface UpstreamSpec {
  /** How it answers. */
  readonly behaviour: UpstreamBehaviour;
  /** How it answers the first requests, one after another. */
  readonly script?: readonly UpstreamBehaviour[] | undefined;
}

/** How an upstream answers a request. Times are the machine's. */
export type UpstreamBehaviour =
  | {
      readonly kind: 'answer';
      readonly status?: number | undefined;
      readonly headers?: Readonly<Record<string, string>> | undefined;
      readonly body?: string | undefined;
      readonly afterMs?: number | undefined;
    }
  | { readonly kind: 'reset-mid-body'; readonly body: string; readonly afterBytes: number; readonly afterMs?: number | undefined }
  | { readonly kind: 'stall-mid-body'; readonly body: string; readonly afterBytes: number }
  | { readonly kind: 'reset'; readonly afterMs?: number | undefined }
  | { readonly kind: 'hang' };

/** Something that goes wrong around the service, until it is lifted. */
export type Fault =
  /** Sessions are ended with 57P01, new ones refused. */
  | { readonly kind: 'postgres-down' }
  /** Sessions are ended with 57P01; new ones are welcome at once. */
  | { readonly kind: 'postgres-restart' }
  /** An upstream of lab.json behaves otherwise. */
  | { readonly kind: 'upstream'; readonly upstream: string; readonly behaviour: UpstreamBehaviour }
  /** No byte more can be written: ENOSPC. */
  | { readonly kind: 'disk-full' }
  /** Operations on a file fail. */
  | { readonly kind: 'file-error'; readonly operation: FileOperation; readonly path: string; readonly code: FileErrorCode; readonly times?: number | undefined }
  /** The wall clock jumps; timers do not see it. */
  | { readonly kind: 'clock-skew'; readonly byMs: number };

export const FILE_OPERATIONS = ['open', 'read', 'write', 'stat', 'readdir', 'mkdir', 'rmdir', 'unlink', 'rename', 'truncate'] as const;
export type FileOperation = (typeof FILE_OPERATIONS)[number];
export const FILE_ERROR_CODES = ['EIO', 'ENOENT', 'EACCES', 'EPERM', 'ENOSPC', 'EBUSY', 'EMFILE'] as const;
export type FileErrorCode = (typeof FILE_ERROR_CODES)[number];

/** What the servers beside the service saw: nothing that the service says of itself. */
export interface ServicesReading {
  readonly postgres?: {
    /** Sessions that are open on the server's side. */
    readonly sessions: number;
    /** Sessions that hold a transaction. */
    readonly inTransaction: number;
  };
  /** By `host:port`. */
  readonly upstreams: Readonly<Record<string, { readonly requests: number; readonly connections: number }>>;
}
