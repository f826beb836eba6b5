/** Programs that may differ, by name, with the reason: everything that `npm run compat` finds different and is not here is a fault. */
export const REASONS: Readonly<Record<string, string>> = {};
