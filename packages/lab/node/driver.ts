// Runs beside a server whose sandbox is a page: the page cannot open a connection to it, so this process sends its requests.
import { answerQuestions } from '../../leakcheck/agent/channel.ts';
import type { DriverQuestion } from '../agent/driver-messages.ts';
import { isListening } from './is-listening.ts';
import { sendRequests } from './send-requests.ts';

/** By port. */
const hopeless = new Map<number, Set<string>>();

function hopelessOn(port: number): Set<string> {
  const known = hopeless.get(port) ?? new Set<string>();
  hopeless.set(port, known);
  return known;
}

answerQuestions<DriverQuestion>((question) => {
  switch (question.ask) {
    case 'send':
      return sendRequests(question.port, question.requests, question, hopelessOn(question.port));
    case 'is-listening':
      return isListening(question.port);
    case 'forget':
      return hopeless.delete(question.port);
  }
});
// Its input is the only thing that it waits for, and does not keep it alive.
setInterval(() => {}, 2 ** 30);
