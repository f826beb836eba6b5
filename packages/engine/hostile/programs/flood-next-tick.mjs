// ends: stalled 137
const again = () => process.nextTick(again);
again();
