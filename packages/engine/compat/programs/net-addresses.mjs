// isIP and friends.
import net from 'node:net';
for (const text of ['1.2.3.4', '0.0.0.0', '255.255.255.255', '256.1.1.1', '1.2.3', '1.2.3.4.5', '01.2.3.4', ' 1.2.3.4', '', 'a', '::', '::1', '1::', 'fe80::1%eth0', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7', '1::2::3', '::ffff:1.2.3.4', '1:2:3:4:5:6:1.2.3.4', '::1.2.3', '12345::', 'g::', '::1%', null, undefined, 5]) console.log(JSON.stringify(text), net.isIP(text), net.isIPv4(text), net.isIPv6(text));
