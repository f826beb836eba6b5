/** What a failed allocation says. */
export const OUT_OF_MEMORY = 'InternalError: out of memory';

/** An exception that left guest code and reached the host. Owns the thrown value until disposed. */
export class GuestException extends Error {
  override readonly name = 'GuestException';
  /** Box of the thrown value inside the machine, for handing it back to guest code. */
  readonly box: number;
  /** True when an allocation failed at the hard limit. */
  readonly outOfMemory: boolean;

  constructor(message: string, guestStack: string, box: number) {
    super(message);
    this.stack = guestStack;
    this.box = box;
    this.outOfMemory = message === OUT_OF_MEMORY;
  }
}

/** The WebAssembly instance itself broke (stack overflow in native code, a trap): it must be discarded. */
export class VmTrap extends Error {
  override readonly name = 'VmTrap';
}

/** An image that this build of the engine cannot restore. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
}

export function asTrap(error: unknown): VmTrap {
  return error instanceof VmTrap ? error : new VmTrap(error instanceof Error ? error.message : String(error), { cause: error });
}
