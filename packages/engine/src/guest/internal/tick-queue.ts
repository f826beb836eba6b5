import { CELL } from '../../abi/entries.ts';
import { type ContextFrame, currentContext, setContext } from './async-context.ts';
import { Fifo } from './fifo.ts';
import { cell, entries } from './sys.ts';
import { assertFunction } from './validate.ts';

interface Tick {
  readonly run: (...args: unknown[]) => void;
  readonly args: readonly unknown[];
  readonly context: ContextFrame | undefined;
}

const ticks = new Fifo<Tick>();

/** process.nextTick: runs after the current callback, before promise jobs. */
export function nextTick(run: (...args: never[]) => void, ...args: unknown[]): void {
  assertFunction(run, 'callback');
  ticks.push({ run: run as Tick['run'], args, context: currentContext() });
  cell[CELL.ticks] = ticks.length;
}

entries.runTicks = () => {
  try {
    for (let tick = ticks.shift(); tick !== undefined; tick = ticks.shift()) {
      setContext(tick.context);
      if (tick.args.length === 0) tick.run();
      else Reflect.apply(tick.run, undefined, tick.args);
    }
  } finally {
    // After a throw the rest waits until the uncaught exception was dealt with.
    cell[CELL.ticks] = ticks.length;
    setContext(undefined);
  }
};
