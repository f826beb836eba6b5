// ends: stalled 137
const again = () => queueMicrotask(again);
again();
