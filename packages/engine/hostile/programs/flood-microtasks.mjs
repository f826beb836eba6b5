// ends: stalled 137
const again = () => Promise.resolve().then(again);
again();
