export const NOTES: string;
export function packageFolderOf(id: string): string | undefined;
