import { CELL } from '../../abi/entries.ts';
import { type ContextFrame, currentContext, setContext } from './async-context.ts';
import { Fifo } from './fifo.ts';
import { cell, entries } from './sys.ts';

interface Completion {
  readonly callback: () => void;
  readonly context: ContextFrame | undefined;
}

const completions = new Fifo<Completion>();

/** Runs the callback of a finished asynchronous operation in its own turn of the loop; keeps the process alive until then. */
export function completeLater(callback: () => void): void {
  completions.push({ callback, context: currentContext() });
  cell[CELL.completions] = completions.length;
}

entries.runCompletion = () => {
  const completion = completions.shift();
  cell[CELL.completions] = completions.length;
  if (completion === undefined) return;
  setContext(completion.context);
  try {
    completion.callback();
  } finally {
    setContext(undefined);
  }
};
