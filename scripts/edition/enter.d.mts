export function enterEdition(script: string): Promise<boolean>;
