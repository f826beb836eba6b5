import { CELL } from '../../abi/entries.ts';
import { cell } from './sys.ts';

/**
 * Which asynchronous context is running: the number of a frame of AsyncLocalStorage values, 0 for none.
 * Queues remember it with each callback and set it again before they call, as Node does.
 */
export function currentContext(): number {
  return cell[CELL.context] as number;
}

export function setContext(context: number): void {
  cell[CELL.context] = context;
}
