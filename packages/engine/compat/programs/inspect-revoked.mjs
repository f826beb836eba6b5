// A proxy that was taken back can still be printed.
import { inspect } from 'node:util';

const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
console.log(proxy, [proxy]);
console.log(inspect({ proxy }, { customInspect: false }));
