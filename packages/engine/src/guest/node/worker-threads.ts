import { BroadcastChannel } from '../internal/broadcast-channel.ts';
import { MessageChannel, MessagePort, receiveMessageOnPort } from '../internal/message-port.ts';
import { unavailableModule } from '../internal/unavailable-module.ts';

/** A program is always its process's only thread. */
export default {
  ...unavailableModule('worker_threads', ['Worker', 'getEnvironmentData', 'setEnvironmentData', 'postMessageToThread']),
  BroadcastChannel,
  MessageChannel,
  MessagePort,
  receiveMessageOnPort,
  isMainThread: true,
  isInternalThread: false,
  isMarkedAsUntransferable: () => false,
  markAsUncloneable: () => undefined,
  markAsUntransferable: () => undefined,
  parentPort: null,
  resourceLimits: {},
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  threadId: 0,
  threadName: '',
  workerData: null,
};
