import { unavailable } from '../internal/errors.ts';

/** Nothing is connected to a terminal here; the classes exist for `instanceof`. */
class ReadStream {
  constructor() {
    throw unavailable('tty.ReadStream');
  }
}
class WriteStream {
  constructor() {
    throw unavailable('tty.WriteStream');
  }
}

export default { isatty: () => false, ReadStream, WriteStream };
