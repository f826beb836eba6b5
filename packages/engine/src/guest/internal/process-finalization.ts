import { processEvents } from './process-events.ts';
import { emitWarning } from './process-warnings.ts';
import { assertFunction, assertObjectLike } from './validate.ts';

type Finalizer = (object: object, event: string) => void;

interface Registration {
  readonly object: WeakRef<object>;
  readonly event: 'exit' | 'beforeExit';
  readonly run: Finalizer;
}

let registrations: Registration[] = [];
const listening = new Set<string>();

function runAll(event: string): void {
  const due = registrations.filter((each) => each.event === event);
  registrations = registrations.filter((each) => each.event !== event);
  for (const { object, run } of due) {
    const alive = object.deref();
    if (alive !== undefined) run(alive, event);
  }
}

const warned = new Set<string>();

function warn(method: string): void {
  if (warned.has(method)) return;
  warned.add(method);
  emitWarning(`process.finalization.${method} is an experimental feature and might change at any time`, 'ExperimentalWarning');
}

function add(object: object, run: Finalizer, event: Registration['event']): void {
  warn(event === 'exit' ? 'register' : 'registerBeforeExit');
  assertObjectLike(object, 'obj');
  assertFunction(run, 'fn');
  registrations.push({ object: new WeakRef(object), event, run });
  if (listening.has(event)) return;
  listening.add(event);
  processEvents.on(event, () => runAll(event));
}

/** process.finalization: what is to be done for objects that are still there when the program ends. */
export const finalization = {
  register: (object: object, run: Finalizer) => add(object, run, 'exit'),
  registerBeforeExit: (object: object, run: Finalizer) => add(object, run, 'beforeExit'),
  unregister(object: object): void {
    warn('unregister');
    registrations = registrations.filter((each) => each.object.deref() !== object);
  },
};
