// Marks, measures, observers, histograms, timerify.
import { PerformanceObserver, createHistogram, monitorEventLoopDelay, performance } from 'node:perf_hooks';
const seen = [];
const observer = new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.push([entry.entryType, entry.name, entry.detail]); });
observer.observe({ entryTypes: ['mark', 'measure'] });
performance.mark('a', { detail: { x: 1 } });
performance.mark('b', { startTime: 5 });
const measure = performance.measure('a to b', { start: 1, end: 4, detail: 'd' });
console.log(measure.duration, measure.startTime, performance.getEntriesByName('b')[0].startTime, performance.getEntriesByType('mark').length);
for (const attempt of [() => performance.measure('x', 'missing'), () => performance.mark(), () => performance.mark('m', { startTime: -1 }), () => observer.observe({})]) { try { attempt(); } catch (error) { console.log(error.name, error.code); } }
await new Promise((resolve) => setTimeout(resolve, 10));
console.log(seen);
observer.disconnect();
performance.clearMarks('a');
console.log(performance.getEntriesByType('mark').map((each) => each.name));
const histogram = createHistogram();
for (const value of [1, 2, 3, 100]) histogram.record(value);
console.log(histogram.min, histogram.max, histogram.count, histogram.percentile(50), histogram.mean);
const timed = performance.timerify(function add(a, b) { return a + b; });
console.log(timed(1, 2), timed.name, timed.length);
console.log(performance.now() > 0, performance.timeOrigin > 0, typeof performance.toJSON(), performance.eventLoopUtilization().utilization >= 0);
