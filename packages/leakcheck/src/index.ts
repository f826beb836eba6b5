export type { Batch, HandleSample, Sample } from './reading.ts';
export { HEAP_LIMIT_BYTES, type HandleGrowth, handleGrowth, type HeapGrowth, heapGrowth } from './rule-a.ts';
export { judgeNoisyHeap, mannKendall, type NoisyVerdict, pairwiseSlopes, RULE_B } from './rule-b.ts';
export { growthSentence } from './sentence.ts';
