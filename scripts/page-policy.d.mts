export function inlineScriptHashes(html: string): string[];
export function securityHeaders(scriptHashes?: readonly string[]): Record<string, string>;
