import { ERRNO, ERRNO_TEXT, type ErrnoName } from '../../abi/errno.ts';

/** A failed file operation. Inside the machine it becomes a negative errno at the system call. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: ErrnoName;
  readonly errno: number;

  /** @param doing what failed, as Node words it: `open '/app/x'`. */
  constructor(code: ErrnoName, doing?: string) {
    super(`${code}: ${ERRNO_TEXT[code]}${doing === undefined ? '' : `, ${doing}`}`);
    this.code = code;
    this.errno = ERRNO[code];
  }
}
