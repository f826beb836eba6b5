// Express from CommonJS: a router, JSON bodies, error middleware, a streamed file.
const express = require('express');
const { version } = require('express/package.json');

console.log(version.split('.')[0], typeof express.Router, Object.keys(express).sort().join());
const app = express();
app.use(express.json({ limit: '1kb' }));
app.use(express.urlencoded({ extended: true }));
const api = express.Router({ mergeParams: true });
api.get('/items/:id', (req, res) => res.json({ id: req.params.id, q: req.query, ip: typeof req.ip }));
api.post('/items', (req, res) => res.status(201).location('/api/items/1').json(req.body));
api.get('/async', async () => {
  throw Object.assign(new Error('later'), { status: 502 });
});
app.use('/api', api);
app.get('/redirect', (_req, res) => res.redirect('/api/items/2'));
app.use((error, _req, res, _next) => res.status(error.status ?? 500).json({ type: error.type, message: error.message }));
const server = app.listen(0, async () => {
  const base = `http://localhost:${server.address().port}`;
  const json = { 'content-type': 'application/json' };
  for (const [path, init] of [
    ['/api/items/7?a[b]=1&c=2', {}],
    ['/api/items', { method: 'POST', headers: json, body: '{"a":1}' }],
    ['/api/items', { method: 'POST', headers: json, body: '{"a":' }],
    ['/api/items', { method: 'POST', headers: json, body: JSON.stringify({ long: 'x'.repeat(2000) }) }],
    ['/api/items', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1&b[c]=2' }],
    ['/api/async', {}],
    ['/redirect', {}],
    ['/missing', {}],
  ]) {
    const response = await fetch(base + path, init);
    console.log(path, response.status, response.headers.get('location'), response.headers.get('etag'), await response.text());
  }
  server.close(() => console.log('closed'));
});
