export const ROOT: string;
export function talkOnStderr(): void;
export function inSteps(steps: () => Promise<void>): Promise<void>;
export function installDependencies(): Promise<void>;
export function buildParts(): Promise<void>;
export function buildSite(options?: { readonly anew?: boolean }): Promise<void>;
