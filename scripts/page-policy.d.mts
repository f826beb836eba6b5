export function inlineScriptHashes(html: string): string[];
export function securityHeaders(scriptHashes?: readonly string[], options?: { readonly isolated?: boolean }): Record<string, string>;
