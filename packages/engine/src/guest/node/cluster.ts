import { EventEmitter } from '../internal/event-emitter.ts';
import { unavailableModule } from '../internal/unavailable-module.ts';

/** A program is always the primary, and there are no workers to fork. */
export default Object.assign(new EventEmitter(), {
  ...unavailableModule('cluster', ['Worker', 'fork']),
  isMaster: true,
  isPrimary: true,
  isWorker: false,
  SCHED_NONE: 1,
  SCHED_RR: 2,
  schedulingPolicy: 2,
  settings: {},
  setupMaster: () => undefined,
  setupPrimary: () => undefined,
  disconnect: (callback?: () => void) => callback?.(),
  workers: {},
});
