/** Where programs live. */
export const ROOT = '/app';
