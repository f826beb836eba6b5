/** One frame as V8's structured stack API gives it. */
interface CallSite {
  getFileName(): string | undefined;
  getLineNumber(): number | undefined;
  getColumnNumber(): number | undefined;
  getFunctionName(): string | null;
}

type ErrorConstructorWithHook = ErrorConstructor & { prepareStackTrace?: (error: Error, frames: CallSite[]) => unknown };

function frameText(frame: CallSite): string {
  const name = frame.getFunctionName();
  const file = frame.getFileName();
  if (file === undefined || file === null) return `    at ${name || '<anonymous>'} (native)`;
  const place = `${file}:${frame.getLineNumber()}:${frame.getColumnNumber()}`;
  return name && name !== '<anonymous>' && name !== '<eval>' ? `    at ${name} (${place})` : `    at ${place}`;
}

/** QuickJS leaves out the "Name: message" line that every Node program expects at the top of error.stack. */
(Error as ErrorConstructorWithHook).prepareStackTrace = (error, frames) => {
  let head = 'Error';
  try {
    if (error instanceof Error) head = error.message === '' ? String(error.name) : `${error.name}: ${error.message}`;
  } catch {
    // A getter of the program's own threw: the head line is a nicety, the frames are not.
  }
  let text = head;
  for (const frame of frames) text += `\n${frameText(frame)}`;
  return text;
};
