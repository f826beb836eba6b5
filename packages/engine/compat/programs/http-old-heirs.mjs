// Heirs from before classes: they call the constructor on their own object, which then is all that it should be.
import http from 'node:http';
import util from 'node:util';

function MyServer(handler) {
  http.Server.call(this, handler);
  this.mine = true;
}
util.inherits(MyServer, http.Server);
function MyAgent(options) {
  http.Agent.call(this, options);
  this.created = 0;
}
util.inherits(MyAgent, http.Agent);
MyAgent.prototype.createConnection = function createConnection(...args) {
  this.created++;
  return http.Agent.prototype.createConnection.apply(this, args);
};
function MyResponse(req) {
  http.ServerResponse.call(this, req);
}
util.inherits(MyResponse, http.ServerResponse);

const server = new MyServer((_req, res) => res.end('hello'));
console.log(server.mine, server instanceof http.Server, server.listening, server.keepAliveTimeout);
const agent = new MyAgent({ keepAlive: true });
console.log(agent.keepAlive, agent.maxFreeSockets, agent instanceof http.Agent);
const res = new MyResponse({ method: 'HEAD', httpVersionMajor: 1, httpVersionMinor: 1, headers: {} });
res.setHeader('a', 'b');
console.log(res.getHeaders(), res.statusCode, res._hasBody);
server.listen(0, () => {
  http.get({ port: server.address().port, agent }, (answer) => {
    console.log(answer.statusCode, agent.created);
    answer.resume().on('end', () => {
      agent.destroy();
      server.close(() => console.log('closed'));
    });
  });
});
