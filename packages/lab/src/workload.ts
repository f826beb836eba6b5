import type { LabChecks, RequestShape, ShapeRole } from './lab.ts';

/** Requests of each shape before anything is measured: caches fill, lazily built state is built. */
export const WARM_UP = 20;
/** Requests in each of the three measured batches. */
export const BATCH = 200;
/** Requests in the batches of early returns and of clients that hang up. */
export const SIDE_BATCH = 100;
/** The odd one: "clean up every hundredth" does not survive it. */
export const ODD_BATCH = 37;
/** The mixed run: how many of each role. */
export const MIXED: Readonly<Record<ShapeRole, number>> = { good: 100, failing: 100, 'early-return': 50, abort: 50 };

/** The last good request must be answered within this, ms of the server's time. */
export const LAST_ANSWER_MS = 100;

export function shapesOf(checks: LabChecks, role: ShapeRole): RequestShape[] {
  return checks.shapes.filter((shape) => shape.role === role && shape.during === undefined);
}

/** Names of the faults during which something is sent, in the order of the shapes. */
export function faultsOf(checks: LabChecks): string[] {
  return [...new Set(checks.shapes.flatMap(({ during }) => during ?? []))];
}

export function shapesDuring(checks: LabChecks, fault: string): RequestShape[] {
  return checks.shapes.filter(({ during }) => during === fault);
}

/** `count` requests that take turns through the shapes. Empty when there are none. */
export function takeTurns(shapes: readonly RequestShape[], count: number): RequestShape[] {
  return shapes.length === 0 ? [] : Array.from({ length: count }, (_, i) => shapes[i % shapes.length] as RequestShape);
}

/** All roles together in an order that looks random and is always the same. */
export function mixedRun(checks: LabChecks): RequestShape[] {
  const run = (Object.keys(MIXED) as ShapeRole[]).flatMap((role) => takeTurns(shapesOf(checks, role), MIXED[role]));
  return shuffle(run, 20_261_106);
}

/** Fisher-Yates with a linear congruential generator (Numerical Recipes' constants). */
export function shuffle<T>(items: readonly T[], seed: number): T[] {
  const shuffled = [...items];
  let state = seed >>> 0;
  for (let i = shuffled.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
  }
  return shuffled;
}
