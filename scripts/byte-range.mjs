/**
 * The bytes that a Range header asks for, of a file of `size` bytes: `{ start, end }` with both in it, 'none' when the
 * whole file is the answer (several ranges, another unit, nonsense), 'beyond' when nothing of the file is in it.
 */
export function byteRange(header, size) {
  const match = /^bytes=(?<first>\d*)-(?<last>\d*)$/.exec(header?.trim() ?? '');
  if (match === null) return 'none';
  const { first, last } = match.groups;
  if (first === '') {
    if (last === '') return 'none';
    const length = Number(last);
    return length === 0 || size === 0 ? 'beyond' : { start: Math.max(0, size - length), end: size - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return 'none';
  return start >= size ? 'beyond' : { start, end: Math.min(last === '' ? size - 1 : Number(last), size - 1) };
}
