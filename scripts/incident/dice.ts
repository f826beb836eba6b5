/** Numbers from 0 to 1 that are the same on every run (mulberry32). */
export type Dice = () => number;

export function seededDice(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A gap between events that come independently of each other, so many per second, ms. */
export function nextGapMs(dice: Dice, perSecond: number): number {
  return (-Math.log(1 - dice()) / perSecond) * 1000;
}
