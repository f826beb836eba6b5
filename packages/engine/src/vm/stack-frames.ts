// Where the pinned binary keeps what runs, in words of 4 bytes (quickjs.c).

/** Of the runtime: its innermost frame. */
export const CURRENT_FRAME = 165;

/** JSStackFrame: the frame before, the function that runs (a boxed value), and where in its code it is. */
export const FRAME = { previous: 0, function: 2, functionTag: 3, position: 7 } as const;
