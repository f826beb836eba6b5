// ends: turns
const again = () => setImmediate(again);
again();
