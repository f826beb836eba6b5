// ends: stalled 137
import http from 'node:http';
const server = http.createServer(() => { for (;;); });
server.listen(0, () => http.get({ port: server.address().port }));
