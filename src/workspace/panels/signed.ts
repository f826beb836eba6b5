/** A growth with its sign, grouped for reading: `+1,200`, `−3`. */
export function signed(count: number): string {
  return count > 0 ? `+${count.toLocaleString('en')}` : count.toLocaleString('en').replace('-', '−');
}
