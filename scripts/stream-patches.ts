// readable-stream is Node 18's streams. These are the places where Node 24 behaves differently and nothing outside can make up for it.

interface Patch {
  readonly find: string;
  readonly replace: string;
}

const CHUNK_TYPES = "['string', 'Buffer', 'Uint8Array']";
const NEW_CHUNK_TYPES = "['string', 'Buffer', 'TypedArray', 'DataView']";

const PATCHES: Readonly<Record<string, readonly Patch[]>> = {
  'internal/streams/writable.js': [
    // An unknown default encoding is refused at once.
    {
      find: "this.defaultEncoding = (options && options.defaultEncoding) || 'utf8'",
      replace: `this.defaultEncoding = (options && options.defaultEncoding) || 'utf8'
  if (this.defaultEncoding !== 'utf8' && !Buffer.isEncoding(this.defaultEncoding)) throw new ERR_UNKNOWN_ENCODING(this.defaultEncoding)`,
    },
    // Encodings concern strings and bytes: a stream of objects hands on what it was given.
    {
      find: `    cb = encoding
    encoding = state.defaultEncoding
  } else {
    if (!encoding) encoding = state.defaultEncoding
    else if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) throw new ERR_UNKNOWN_ENCODING(encoding)
    if (typeof cb !== 'function') cb = nop
  }`,
      replace: `    cb = encoding
    encoding = null
  } else if (typeof cb !== 'function') cb = nop`,
    },
    {
      find: `  } else if (!state.objectMode) {
    if (typeof chunk === 'string') {`,
      replace: `  } else if (!state.objectMode) {
    if (!encoding) encoding = state.defaultEncoding
    else if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) throw new ERR_UNKNOWN_ENCODING(encoding)
    if (typeof chunk === 'string') {`,
    },
    { find: 'Stream._isUint8Array(chunk)', replace: 'ArrayBuffer.isView(chunk)' },
    { find: CHUNK_TYPES, replace: NEW_CHUNK_TYPES },
    // Callbacks that succeed get null.
    {
      find: `    state.pendingcb--
    cb()`,
      replace: `    state.pendingcb--
    cb(null)`,
    },
    { find: 'buffered[n].callback(err)', replace: 'buffered[n].callback(err ?? null)' },
    { find: 'onfinishCallbacks[i]()', replace: 'onfinishCallbacks[i](null)' },
    {
      find: `    if (err || state.finished) {
      process.nextTick(cb, err)`,
      replace: `    if (err || state.errored || state.finished) {
      process.nextTick(cb, err || state.errored || null)`,
    },
    {
      find: 'Writable.prototype[EE.captureRejectionSymbol] =',
      replace: `Writable.prototype[Symbol.asyncDispose] = async function () {
  let error
  if (!this.destroyed) {
    error = this.writableFinished ? null : new AbortError()
    this.destroy(error)
  }
  const { finished } = require('./end-of-stream')
  await finished(this).catch((reason) => {
    if (reason !== error && reason.name !== 'AbortError') throw reason
  })
}
Writable.prototype[EE.captureRejectionSymbol] =`,
    },
    { find: "} = require('../../ours/errors').codes", replace: "} = require('../../ours/errors').codes\nconst { AbortError } = require('../../ours/errors')" },
  ],
  'internal/streams/readable.js': [
    {
      find: "this.defaultEncoding = (options && options.defaultEncoding) || 'utf8'",
      replace: `this.defaultEncoding = (options && options.defaultEncoding) || 'utf8'
  if (this.defaultEncoding !== 'utf8' && !Buffer.isEncoding(this.defaultEncoding)) throw new ERR_UNKNOWN_ENCODING(this.defaultEncoding)`,
    },
    { find: "const destroyImpl = require('./destroy')", replace: "const destroyImpl = require('./destroy')\nconst { isFinished } = require('./utils')" },
    { find: '    ERR_OUT_OF_RANGE,', replace: '    ERR_OUT_OF_RANGE,\n    ERR_UNKNOWN_ENCODING,' },
    { find: 'Stream._isUint8Array(chunk)', replace: 'ArrayBuffer.isView(chunk)' },
    { find: CHUNK_TYPES, replace: NEW_CHUNK_TYPES },
    {
      find: `  if (err) {
    errorOrDestroy(stream, err)
  } else if (chunk === null) {`,
      replace: `  if (err) {
    errorOrDestroy(stream, err)
    return false
  } else if (chunk === null) {`,
    },
    // What a destination throws is the destination's failure.
    {
      find: `    const ret = dest.write(chunk)
    debug('dest.write', ret)
    if (ret === false) {
      pause()
    }`,
      replace: `    let ret
    try {
      ret = dest.write(chunk)
    } catch (error) {
      dest.destroy(error)
      return
    }
    if (ret === false) pause()`,
    },
    // The engine does not wait for return() when a loop ends by an exception, so the stream must be destroyed by the call itself.
    {
      find: `  const iter = createAsyncIterator(stream, options)
  iter.stream = stream`,
      replace: `  const iter = createAsyncIterator(stream, options)
  let reading = 0
  const { next, return: leave } = iter
  const step = () => void reading--
  iter.next = () => {
    const result = next.call(iter)
    if (reading++ === 0) iter.started = true
    result.then(step, step)
    return result
  }
  iter.return = (value) => {
    if (iter.started && reading === 0 && options?.destroyOnReturn !== false && stream._readableState.autoDestroy) {
      const error = isFinished(stream) ? null : new AbortError()
      // In Node this happens a moment later, below no function of the program's.
      if (error !== null) error.stack = error.name + ': ' + error.message + '\\n    at createAsyncIterator (node:internal:0:0)'
      destroyImpl.destroyer(stream, error)
    }
    return leave.call(iter, value)
  }
  Object.defineProperty(iter, 'started', { value: false, writable: true, enumerable: false })
  iter.stream = stream`,
    },
  ],
  // Ending and cancelling belong to both halves.
  'internal/streams/duplex.js': [
    {
      find: '    if (!Duplex.prototype[method])',
      replace: "    if (!Duplex.prototype[method] || method === 'destroy')",
    },
  ],
  'internal/streams/end-of-stream.js': [
    // Whoever asked hears of it in the context they asked in.
    { find: '  callback = once(callback)\n  if (isReadableStream', replace: '  callback = once(bindToContext(callback))\n  if (isReadableStream' },
    { find: 'const nop = () => {}', replace: "const { bindToContext } = require('unhandled:async-context')\nconst nop = () => {}" },
    // A write whose callback is still to come is not finished.
    {
      find: '(writableFinished || isWritable(stream) === false)',
      replace: '(writableFinished || isWritable(stream) === false) && !wState?.pendingcb',
    },
  ],
};

/** Source of one of the package's files as this engine wants it. @param file below lib/. @throws when a patch no longer fits. */
export function patchStreams(file: string, source: string): string {
  let patched = source;
  for (const { find, replace } of PATCHES[file] ?? []) {
    if (patched.split(find).length !== 2) throw new Error(`Cannot patch readable-stream's ${file}: it should have once, and has not:\n${find}`);
    patched = patched.replace(find, () => replace);
  }
  return patched;
}
