/**
 * Figures of the still pictures, taken from a run of each lab's starting code:
 * descriptors open when idle, and failing requests sent. The leak is one descriptor a request.
 */
export const LEAK_FIGURES: Readonly<Record<string, { readonly idle: number; readonly requests: number }>> = {
  'the-pager': { idle: 0, requests: 2000 },
};
