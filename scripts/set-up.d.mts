export const ROOT: string;
export function talkOnStderr(): void;
export function inSteps(steps: () => Promise<void>): Promise<void>;
export function installDependencies(): Promise<void>;
export function buildParts(): Promise<void>;
export function buildSite(options?: { readonly anew?: boolean }): Promise<void>;
export function projectEnvironment(): NodeJS.ProcessEnv;
export function run(command: string, args: readonly string[], options?: { readonly env?: NodeJS.ProcessEnv }): Promise<number>;
