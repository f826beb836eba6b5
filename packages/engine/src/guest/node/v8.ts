import { unavailable } from '../internal/errors.ts';
import { process } from '../internal/process.ts';
import { sys } from '../internal/sys.ts';

function missing(name: string) {
  return () => {
    sys.unsupported(`v8.${name}`);
    throw unavailable(`v8.${name}`);
  };
}

/** Figures are this engine's own heap, not V8's. */
function getHeapStatistics(): object {
  const { heapUsed, heapTotal } = process.memoryUsage();
  return {
    total_heap_size: heapTotal,
    used_heap_size: heapUsed,
    total_physical_size: heapTotal,
    total_available_size: heapTotal,
    malloced_memory: 0,
    number_of_native_contexts: 1,
    number_of_detached_contexts: 0,
  };
}

export default {
  getHeapStatistics,
  startupSnapshot: { isBuildingSnapshot: () => false, addSerializeCallback: () => undefined, addDeserializeCallback: () => undefined },
  getHeapSnapshot: missing('getHeapSnapshot'),
  writeHeapSnapshot: missing('writeHeapSnapshot'),
  serialize: missing('serialize'),
  deserialize: missing('deserialize'),
  setFlagsFromString: missing('setFlagsFromString'),
};
