import type { Exit, HandleReading, RequestSpec, ResponseRecord } from './sandbox.ts';

/** The computer that a server runs on, as somebody with a shell on it sees it. Services of the lab are on its network. */
export interface Computer {
  readonly files: ComputerFiles;
  /** Where the program lies. */
  readonly root: string;
  /** What runs now, in the order of starting. */
  processes(): ProcessReading[];
  /** Runs `node ARGS`. Its files are those of the computer; it ends by itself, or when `signal` aborts. */
  node(args: readonly string[], options: NodeRun): Promise<NodeResult>;
  /** As kill(1). False when there is no such process. */
  signal(pid: number, name: 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'SIGUSR2' | 'SIGKILL'): boolean;
  /** One request to a port of localhost, from the computer itself. */
  request(port: number, request: RequestSpec): Promise<ResponseRecord>;
  /** Ends every process on it. */
  close(): void;
}

export interface NodeRun {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly signal?: AbortSignal;
}

export interface NodeResult {
  readonly exit: Exit;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessReading {
  readonly pid: number;
  /** `node src/main.ts` */
  readonly command: string;
  /** For how long it has run, ms. */
  readonly ageMs: number;
  /** Retained bytes, after a collection. */
  readonly heapBytes: number;
  readonly handles: readonly HandleReading[];
  readonly openFilesLimit: number;
}

/** Files of a computer. Paths are absolute. Every method rejects with an error whose `code` is an errno's name. */
export interface ComputerFiles {
  readFile(path: string): Promise<Uint8Array>;
  writeFile(path: string, contents: string | Uint8Array): Promise<void>;
  readdir(path: string): Promise<string[]>;
  mkdir(path: string, options?: { recursive?: boolean }): Promise<void>;
  rm(path: string, options?: { recursive?: boolean; force?: boolean }): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  stat(
    path: string,
  ): Promise<{ readonly type: 'file' | 'directory' | 'symlink' | 'device'; readonly size: number; readonly mode: number; readonly mtimeMs: number }>;
}
