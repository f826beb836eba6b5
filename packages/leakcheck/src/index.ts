export { COUNT_LOOK, type CountTrend, countTrend } from './count-trend.ts';
export type { Batch, HandleSample, Sample } from './reading.ts';
export { highWater, type RetainedVerdict, watchRetained } from './retained.ts';
export { HEAP_LIMIT_BYTES, type HandleGrowth, handleGrowth, type HeapGrowth, heapGrowth, type Peak, peaksOver, type Pools } from './rule-a.ts';
export { judgeNoisyHeap, mannKendall, medianRise, type NoisyVerdict, pairwiseSlopes, RULE_B, watchNoisyHeap } from './rule-b.ts';
export { growthSentence, heapSentence, noisySentence } from './sentence.ts';
