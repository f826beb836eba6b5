/** Methods by which objects of this layer say what they are in a structured clone: a copy of the same kind, or a new owner of what the old one had. */
export const cloneSelf: unique symbol = Symbol('clone');
export const transferSelf: unique symbol = Symbol('transfer');
