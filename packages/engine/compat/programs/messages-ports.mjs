// Message channels in one thread: order, transfers, ends, refusals.
import { MessageChannel as FromModule, receiveMessageOnPort } from 'node:worker_threads';

const show = (label, run) => {
  try {
    console.log(label, run());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
console.log(FromModule === MessageChannel);
const { port1, port2 } = new MessageChannel();
show('new port', () => new MessagePort());
show('nothing', () => port1.postMessage());
show('function', () => port1.postMessage(() => {}));
show('port without transfer', () => port1.postMessage(new MessageChannel().port1));
show('itself', () => port1.postMessage(1, [port1]));
show('bad list', () => port1.postMessage(1, { transfer: 5 }));
port1.postMessage({ list: [1, 2], map: new Map([['k', 'v']]) });
console.log(receiveMessageOnPort(port2), receiveMessageOnPort(port2));
console.log(port2.hasRef());
port2.on('message', (value) => typeof value === 'string' && console.log('on', value));
port2.addEventListener('message', (event) => console.log(event.constructor.name, typeof event.data, event.target === port2));
console.log(port2.hasRef());
port2.on('close', () => console.log('port2 closed'));
port1.postMessage('one');
port1.postMessage('two');
process.nextTick(() => console.log('tick'));
await new Promise((resolve) => setTimeout(resolve, 5));
const other = new MessageChannel();
other.port2.onmessage = ({ data }) => {
  console.log('through the moved port', data);
  other.port2.close();
  port1.close();
};
port2.once('message', (moved) => moved.postMessage?.('hello'));
port1.postMessage(other.port1, [other.port1]);
await new Promise((resolve) => setTimeout(resolve, 5));
console.log(port2.hasRef());
port1.postMessage('lost');
