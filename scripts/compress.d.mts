export function compressFolder(folder: string, cache?: string): Promise<number>;
