// pino: levels, children, serializers and redaction, to stdout and to a stream of ours.
import { Writable } from 'node:stream';
import pino, { stdSerializers } from 'pino';

const options = { base: undefined, timestamp: false };
const logger = pino(options, pino.destination({ dest: 1, sync: true }));
logger.info('hello %s %d', 'world', 7);
logger.debug('not shown');
logger.warn({ user: { id: 1 } }, 'with fields');
logger.child({ request: 'r-1' }).error('from a child');
logger.level = 'debug';
logger.debug('shown now');

const lines = [];
const sink = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(JSON.parse(String(chunk)))) });
const redacted = pino({ ...options, redact: ['password', 'card.number'], level: 'trace' }, sink);
redacted.trace({ password: 'x', card: { number: '4111', kind: 'visa' } }, 'paid');
redacted.fatal(new Error('gone', { cause: new RangeError('deeper') }));
console.log(lines[0], lines[1].msg, lines[1].err.type, lines[1].err.message);
console.log(Object.keys(stdSerializers), pino.levels.labels[30], redacted.isLevelEnabled('trace'));
try {
  pino({ level: 'loud' });
} catch (error) {
  console.log(error.message);
}
