/** Linux open(2) flags, as fs.constants has them. */
export const OPEN = { RDONLY: 0, WRONLY: 1, RDWR: 2, CREAT: 0o100, EXCL: 0o200, TRUNC: 0o1000, APPEND: 0o2000, DIRECTORY: 0o200000, ACCMODE: 3 } as const;
