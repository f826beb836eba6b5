// BlockList and SocketAddress.
import net from 'node:net';
const list = new net.BlockList();
list.addAddress('1.2.3.4');
list.addRange('10.0.0.1', '10.0.0.10');
list.addSubnet('8592:757c:efae:4e45::', 64, 'ipv6');
list.addAddress('::1', 'ipv6');
for (const [address, family] of [['1.2.3.4'], ['1.2.3.5'], ['10.0.0.5'], ['10.0.0.11'], ['::ffff:1.2.3.4', 'ipv6'], ['::ffff:102:304', 'ipv6'], ['8592:757c:efae:4e45:fb5d:d62a:0:1', 'ipv6'], ['8592:757c:efaf::', 'ipv6'], ['::1', 'IPv6'], ['nonsense'], ['1.2.3.4', 'ipv6']]) console.log(address, family, list.check(address, family));
console.log(list.rules.toSorted());
for (const run of [() => list.addAddress(1), () => list.addAddress('1.2.3.4', 'x'), () => list.addAddress('nope'), () => list.addRange('2.0.0.0', '1.0.0.0'), () => list.addSubnet('1.1.1.1', 33), () => list.addSubnet('1.1.1.1', 'x'), () => list.check(1), () => new net.SocketAddress(1), () => new net.SocketAddress({ family: 'x' }), () => new net.SocketAddress({ port: -1 }), () => new net.SocketAddress({ address: 'x' }), () => new net.SocketAddress({ flowlabel: -1 })]) {
  try { console.log('fine', run()); } catch (error) { console.log(error.name, error.code, error.message); }
}
const address = new net.SocketAddress({ address: '::1', family: 'ipv6', port: 8, flowlabel: 2 });
console.log(address.address, address.port, address.family, address.flowlabel, new net.SocketAddress().address, net.BlockList.isBlockList(list), net.SocketAddress.isSocketAddress(address), net.SocketAddress.isSocketAddress({}));
const parsed = ['1.2.3.4:80', '[::1]:443', '1.2.3.4', 'host:1', ''].map((text) => net.SocketAddress.parse(text));
console.log(parsed.map((each) => each && `${each.address} ${each.port} ${each.family}`));
const blocked = new net.BlockList();
blocked.addAddress('127.0.0.1');
net.connect({ port: 9, host: '127.0.0.1', blockList: blocked }).on('error', (error) => console.log(error.code, error.message));
