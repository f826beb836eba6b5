import type { Exit, SourcePosition } from '@unhandled/lab';

/** What the server that the reader runs is doing. */
export type RunState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'booting'; readonly phase: 'lab' | 'engine' | 'boot' }
  | { readonly kind: 'running'; readonly port: number | undefined }
  | { readonly kind: 'dead'; readonly exit: Exit }
  | { readonly kind: 'rejected'; readonly message: string; readonly at: SourcePosition | undefined }
  | { readonly kind: 'replaced'; readonly why: 'stuck' | 'crashed' | 'failed'; readonly message: string };
