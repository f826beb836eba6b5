import { InputReader, toOutputLine } from './line-protocol.ts';

/** A question with the number that its answer bears. */
export interface Asked<Question> {
  readonly number: number;
  readonly question: Question;
}

/**
 * Answers questions: on the message channel where the process was started with one, else on its standard streams, in
 * lines among its own output. Neither keeps a process alive that has ended.
 */
export function answerQuestions<Question>(answer: (question: Question) => unknown): void {
  const send = process.send === undefined ? openStreams() : openMessages();
  const reply = async ({ number, question }: Asked<Question>) => {
    try {
      send({ number, answer: await answer(question) });
    } catch (error) {
      send({ number, error: String(error) });
    }
  };

  function openMessages(): (reply: object) => void {
    process.on('message', (message: Partial<Asked<Question>>) => {
      // Others may listen to the same channel, and be meant.
      if (message.question !== undefined) void reply(message as Asked<Question>);
    });
    process.channel?.unref();
    return (message) => process.send?.(message, undefined, undefined, () => undefined);
  }

  function openStreams(): (reply: object) => void {
    const { stdin, stdout } = process;
    // A terminal would print each question among the output, and cut it at its longest line.
    if (stdin.isTTY) stdin.setRawMode(true);
    // The program may put its own in its place.
    const write = stdout.write.bind(stdout);
    const input = new InputReader((message) => void reply(message as Asked<Question>));
    stdin.setEncoding('utf8').on('data', (chunk: string) => input.take(chunk));
    // A file has no unref, and needs none: it ends.
    (stdin as { unref?: () => void }).unref?.();
    return (message) => void write(toOutputLine(message));
  }
}
