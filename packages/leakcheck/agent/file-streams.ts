import fs from 'node:fs';
import { creationSites } from './creation-site.ts';
import type { OpenHandles } from './open-handles.ts';

/** A stream opens its file in a later turn, when whoever made it is no longer on the stack: the row gets the lines that did. */
export function watchFileStreams(handles: OpenHandles, root: string): void {
  const streams = fs as unknown as Record<'createReadStream' | 'createWriteStream', (...args: unknown[]) => fs.ReadStream>;
  for (const name of ['createReadStream', 'createWriteStream'] as const) {
    const create = streams[name];
    streams[name] = (...args) => {
      const frames = creationSites(root);
      const stream = create(...args);
      // One that was given a descriptor opens none.
      if (stream.pending) stream.once('open', (fd: number) => handles.open(fd, 'fd', String(args[0]), frames));
      return stream;
    };
  }
}
