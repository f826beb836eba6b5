export function enterEdition(script: string, options?: { readonly watches?: boolean }): Promise<boolean>;
