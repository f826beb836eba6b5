export const CONTENT_TYPES: Readonly<Record<string, string>>;
export const OTHER_TYPE: string;
export const HASHED_FOLDER: string;
export const KEEP_FOR_EVER: string;
export const ASK_FIRST: string;
export function contentTypeOf(file: string): string;
export function cacheControlOf(path: string, status: number): string;
