import type { Entries } from '../abi/entries.ts';
import { OUT_OF_MEMORY } from '../vm/errors.ts';
import type { GuestFunction, Vm } from '../vm/vm.ts';

/** What becomes of a process when its rejections are told. */
interface Consequences {
  readonly isEnded: () => boolean;
  readonly outOfMemory: (stack: string) => void;
  readonly reported: (handled: boolean, message: string, stack: string) => void;
  /** A listener threw. */
  readonly failed: (error: unknown) => void;
}

/**
 * Tells the guest of promises that are rejected and unhandled after a drain, and of those that got a handler after they
 * had been told of. Returns whether there were any.
 */
export function reportRejections(vm: Vm, entries: Readonly<Record<keyof Entries, GuestFunction>>, then: Consequences): boolean {
  const rejections = vm.takeUnhandledRejections();
  for (const rejection of rejections) {
    try {
      if (then.isEnded()) continue;
      const { message, stack } = vm.describe(rejection.reasonBox);
      if (message === OUT_OF_MEMORY) then.outOfMemory(stack);
      else then.reported(vm.callWithBoxes(entries.onUnhandledRejection, [rejection.reasonBox, rejection.promiseBox]) === true, message, stack);
    } catch (error) {
      then.failed(error);
    } finally {
      rejection.done();
    }
  }
  const handled = vm.takeHandledLater();
  for (const promise of handled) {
    try {
      if (!then.isEnded()) vm.callWithBoxes(entries.onRejectionHandled, [promise.ptr]);
    } catch (error) {
      then.failed(error);
    } finally {
      promise.dispose();
    }
  }
  return rejections.length + handled.length > 0;
}
