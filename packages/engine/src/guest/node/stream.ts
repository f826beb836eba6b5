// The npm package is Node's own streams, maintained by the same people.
import streamModule from 'readable-stream';

const stream = streamModule as any;
export const { Readable, Writable, Duplex, Transform, PassThrough, Stream, pipeline, finished, addAbortSignal, promises } = stream;
export default Object.assign(stream, { getDefaultHighWaterMark: (objectMode: boolean) => (objectMode ? 16 : 65_536) });
