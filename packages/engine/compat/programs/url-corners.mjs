// WHATWG parsing, what is refused, search parameters in order, file URLs, the old API.
import url from 'node:url';
for (const input of ['HTTP://EXAMPLE.com:80/../a/./b?x=1#h', 'http://user:p%40ss@host:8080/', 'https://ex ample.com', 'http://[::1]:3000/x', 'http://256.1.1.1', 'http://0x7f.1', 'file:///a%20b/../c', '//x/y', 'http://', 'mailto:a@b', 'http://日本.jp/路?q=ü', 'http://a/b c?d e#f g', 'data:text/plain,x', 'http://a:99999']) {
  try { const u = new URL(input); console.log(u.href, u.host, u.port, u.pathname, u.search, u.hash, u.origin); } catch (error) { console.log(input, error.name, error.code, error.message, error.input); }
}
console.log(new URL('../x?y#z', 'http://a/b/c/d').href, URL.canParse('x', 'http://a'), URL.parse('nope'), new URL('?q', 'http://a/b').href);
const params = new URLSearchParams([['b', '2'], ['a', '1'], ['b', '3 4']]);
params.append('é', '&=+'); params.delete('b', '2');
console.log(params.toString(), params.getAll('b'), params.has('a', '2'), [...params.keys()], params.size);
params.sort();
console.log(String(params), params);
const u = new URL('http://a/b'); u.searchParams.set('x', '1'); u.port = '8080x'; u.protocol = 'ftp'; u.hostname = 'bad host'; u.hash = '';
console.log(u.href, JSON.stringify({ u }), u);
console.log(url.fileURLToPath('file:///a%20b'), url.pathToFileURL('/x y#z').href, url.urlToHttpOptions(new URL('http://u:p@h:1/x?y')).path, url.domainToASCII('español.com'), url.domainToUnicode('xn--espaol-zwa.com'));
for (const bad of ['http://x', 'file://host/x', 'file:///a%2Fb']) { try { url.fileURLToPath(bad); } catch (error) { console.log(error.code); } }
console.log(url.format({ protocol: 'http', host: 'a', pathname: '/b', query: { c: 'd' } }), url.resolve('http://a/b/c', '../d'));
