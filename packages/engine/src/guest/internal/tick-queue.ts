import { CELL } from '../../abi/entries.ts';
import { type ContextFrame, currentContext, setContext } from './async-context.ts';
import { cell, entries } from './sys.ts';
import { assertFunction } from './validate.ts';

/** Consumed places that are kept before the array is moved up: bounds what a queue that never runs empty holds on to. */
const SLACK = 1536;

/** Three places each: the function, its arguments, and the context. Flat, because this is done several times per request. */
const queue: unknown[] = [];
let next = 0;
const PLACES = 3;

/** process.nextTick: runs after the current callback, before promise jobs. */
export function nextTick(run: (...args: never[]) => void, ...args: unknown[]): void {
  if (typeof run !== 'function') assertFunction(run, 'callback');
  queue.push(run, args, currentContext());
  cell[CELL.ticks] = 1;
}

entries.runTicks = () => {
  try {
    while (next < queue.length) {
      const at = next;
      const run = queue[at] as (...args: unknown[]) => void;
      const args = queue[at + 1] as unknown[];
      setContext(queue[at + 2] as ContextFrame | undefined);
      next = at + PLACES;
      if (next === queue.length) {
        queue.length = 0;
        next = 0;
      } else {
        queue[at] = undefined;
        queue[at + 1] = undefined;
        queue[at + 2] = undefined;
        if (next >= SLACK) {
          queue.splice(0, next);
          next = 0;
        }
      }
      if (args.length === 0) run();
      else if (args.length === 1) run(args[0]);
      else Reflect.apply(run, undefined, args);
    }
  } finally {
    // After a throw the rest waits until the uncaught exception was dealt with.
    cell[CELL.ticks] = next < queue.length ? 1 : 0;
    setContext(undefined);
  }
};
