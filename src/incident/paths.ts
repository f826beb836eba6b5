export type Values = readonly (number | null)[];

/** The path of a line in a picture as wide as there are values and `top` high; it stops where a value is missing. */
export function linePath(values: Values, top: number): string {
  let path = '';
  let isDown = false;
  for (const [at, value] of values.entries()) {
    if (value === null) {
      isDown = false;
      continue;
    }
    path += `${isDown ? 'L' : 'M'}${at + 1} ${short(top - value)}`;
    isDown = true;
  }
  return path;
}

/** The path of an area between two lines of equal length. */
export function bandPath(lower: readonly number[], upper: readonly number[], top: number): string {
  const there = upper.map((value, at) => `${at === 0 ? 'M' : 'L'}${at + 1} ${short(top - value)}`).join('');
  const back = lower.map((value, at) => `L${at + 1} ${short(top - value)}`).reverse();
  return `${there}${back.join('')}Z`;
}

/** Lists added up one after another: the upper edges of stacked bands. */
export function stacked(bands: readonly (readonly number[])[]): number[][] {
  const edges: number[][] = [];
  for (const band of bands) {
    const below = edges.at(-1);
    edges.push(band.map((value, at) => value + (below?.[at] ?? 0)));
  }
  return edges;
}

const STEPS = [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10];

/** A round number at or above: the top of a scale whose half is a number that people say. */
export function niceTop(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  const step = STEPS.find((each) => each * magnitude >= value) ?? 10;
  return Math.max(2, step * magnitude);
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
