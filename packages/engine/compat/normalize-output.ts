/** A stack frame inside Node itself, and what follows it on its line (` {`, `,`). */
const OWN_FRAME = /^\s+at (?:.*(?:\(node:|node:internal).*?:\d+:\d+\)?|.*\(<anonymous>\)|.*\(index \d+\))(.*)$/;

/** The line that Node shows an uncaught exception with. V8 marks the `throw`, QuickJS the place where the error was made. */
const EXCERPT = /^\n?(?:\/app\/|node:)\S+:\d+\n[^\n]*\n *\^+\n\n?/m;

/**
 * What may differ between Node and the embedded engine without being a difference in behaviour: where the
 * program lies, the columns of stack frames, frames inside Node itself, the process id.
 * @param folder where the program was run, without a slash at the end.
 */
export function normalizeOutput(output: string, folder: string): string {
  const lines: string[] = [];
  for (const line of placeInApp(output, folder).split('\n')) {
    const own = OWN_FRAME.exec(line);
    if (own === null) {
      lines.push(
        line
          .replace(/^(\s+at )(?:async |new |get )?(?:(?:Object|Module|Function|process)\.)?/, '$1')
          .replace(/^(\s+at )(?:<anonymous>|\w+\._on\w+) \((.*)\)/, '$1$2')
          .replace(/(\.[cm]?[jt]s):(\d+):\d+/g, '$1:$2')
          .replace(/\(node:\d+\)/g, '(node:PID)')
          // Times that node:test took.
          .replace(/^(\s*(?:[✔✖﹣] .*)\()[\d.]+ms\)/, '$1MS)')
          .replace(/^ℹ duration_ms [\d.]+$/, 'ℹ duration_ms MS'),
      );
    } else lines.push(`${lines.pop() ?? ''}${own[1] ?? ''}`);
  }
  return lines.join('\n').replace(EXCERPT, '');
}

/** The folder's name as the engine has it, alone too (`process.cwd()`), and never as part of a longer name. */
function placeInApp(output: string, folder: string): string {
  return output
    .replaceAll(`file://${folder}/`, '/app/')
    .split(folder)
    .reduce((text, rest) => text + (/^[\w-]/.test(rest) ? folder : '/app') + rest);
}
