import { completeLater } from './completions.ts';

const closing: (() => void)[] = [];

/**
 * Runs what follows the closing of a handle, in a turn of its own. Of handles that are closed in the same turn
 * the last goes first: that is the order in which libuv tells of them, and programs see it.
 */
export function afterClosing(run: () => void): void {
  closing.push(run);
  completeLater(runLast);
}

function runLast(): void {
  closing.pop()?.();
}
