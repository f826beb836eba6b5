export function byteRange(header: string | undefined, size: number): { readonly start: number; readonly end: number } | 'none' | 'beyond';
