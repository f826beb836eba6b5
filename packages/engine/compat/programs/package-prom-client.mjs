// prom-client: the text of every kind of metric, and its errors.
import client, { Counter, Gauge, Histogram, Registry, Summary } from 'prom-client';

const register = new Registry();
const requests = new Counter({ name: 'http_requests_total', help: 'Requests', labelNames: ['method', 'status'], registers: [register] });
requests.inc({ method: 'GET', status: '200' });
requests.inc({ method: 'GET', status: '200' }, 2);
requests.labels('POST', '500').inc();
const open = new Gauge({ name: 'open_sockets', help: 'Open', registers: [register], collect() { this.set(3); } });
open.inc();
const latency = new Histogram({ name: 'latency_seconds', help: 'Latency', buckets: [0.1, 0.5, 1], registers: [register] });
for (const value of [0.05, 0.3, 0.7, 4]) latency.observe(value);
const sizes = new Summary({ name: 'size_bytes', help: 'Sizes', percentiles: [0.5, 0.9], registers: [register] });
for (let value = 1; value <= 10; value++) sizes.observe(value);
console.log(await register.metrics());
console.log(register.contentType, (await requests.get()).values.length, typeof client.collectDefaultMetrics);
for (const fail of [() => requests.inc(-1), () => requests.inc({ nope: 1 }), () => new Counter({ name: 'http_requests_total', help: 'x', registers: [register] }), () => new Gauge({ name: 'bad name', help: 'x' })]) {
  try {
    fail();
  } catch (error) {
    console.log(error.name, error.message);
  }
}
register.resetMetrics();
console.log((await register.getSingleMetricAsString('http_requests_total')).split('\n').length);
