import { normalizeOutput } from './normalize-output.ts';
import type { Outcome } from './outcome.ts';

/** One stream that differs: the first line that does, with its number, on both sides. */
export interface StreamDifference {
  readonly line: number;
  readonly node: string;
  readonly engine: string;
}

export interface Difference {
  readonly stdout?: StreamDifference;
  readonly stderr?: StreamDifference;
  readonly code?: { readonly node: number | string; readonly engine: number | string };
  /** What a run that had to be stopped was stopped for. */
  readonly stopped?: { readonly node?: string; readonly engine?: string };
}

const FRAME = /^\s+at .*/;
/** Advice of Node's that is about speed alone, with the line that says how to see more. */
const ADVICE = /^\(node:PID\) (?:\[MODULE_TYPELESS_PACKAGE_JSON\]|ExperimentalWarning: Type Stripping)/;

/** What V8 adds to a death of its own: traces of collections and of native code. */
const V8_TRACES = /^(?:<--- .*|\[\d+:0x[0-9a-f]+\] .*|-{5} (?:Native|JavaScript) stack trace -{5}| *\d+: (?:0x[0-9a-f]+|\/app\/|node:).*)$/;

/** What stderr says, without where: frames differ between two engines, what went wrong does not. */
export function meaningOf(stderr: string): string {
  const lines: string[] = [];
  let advised = false;
  for (const line of stderr.split('\n')) {
    if (advised && /^(?:Reparsing as|To eliminate this|\(Use `node --trace)/.test(line)) continue;
    advised = ADVICE.test(line);
    if (advised || line.trim() === '' || V8_TRACES.test(line)) continue;
    // A frame may carry the brace that opens the error's properties.
    if (!FRAME.test(line)) lines.push(line.trimEnd());
    else if (line.endsWith('{')) lines.push(`${lines.pop() ?? ''} {`);
  }
  return lines
    .join('\n')
    .replace(/ \{ \{/g, ' {')
    .replace(/^Node\.js v\d+\.\d+\.\d+$/m, 'Node.js');
}

/** Ports that a system gives out are nobody's choice. */
const GIVEN_PORT = /(\b(?:127\.0\.0\.1|localhost|0\.0\.0\.0)|\[?::1?\]?):(?:3[2-9]\d{3}|[45]\d{4}|6[0-5]\d{3})\b/g;

const normalize = (output: string, folder: string) => normalizeOutput(output, folder).replace(GIVEN_PORT, '$1:PORT');

/** Returns undefined when both sides did the same. @param folder where native Node ran it. */
export function compareOutcomes(node: Outcome, engine: Outcome, folder: string): Difference | undefined {
  const stdout = compareText(normalize(node.stdout, folder), normalize(engine.stdout, '/app'));
  const stderr = compareText(meaningOf(normalize(node.stderr, folder)), meaningOf(normalize(engine.stderr, '/app')));
  const bothStopped = node.stopped !== undefined && engine.stopped !== undefined && !engine.stopped.startsWith('broke');
  const difference: Difference = {
    // A program without an end is cut off somewhere: how much it had printed by then says nothing.
    ...(stdout && !bothStopped ? { stdout } : {}),
    ...(stderr && !bothStopped ? { stderr } : {}),
    ...(node.code === engine.code ? {} : { code: { node: node.code ?? 'none', engine: engine.code ?? 'none' } }),
    ...(bothStopped || (node.stopped === undefined && engine.stopped === undefined)
      ? {}
      : { stopped: { ...(node.stopped === undefined ? {} : { node: node.stopped }), ...(engine.stopped === undefined ? {} : { engine: engine.stopped }) } }),
  };
  return Object.keys(difference).length === 0 ? undefined : difference;
}

const SHOWN = 300;

function compareText(node: string, engine: string): StreamDifference | undefined {
  if (node === engine) return undefined;
  const [left, right] = [node.split('\n'), engine.split('\n')];
  let line = 0;
  while (left[line] === right[line]) line++;
  const show = (text: string | undefined) => (text === undefined ? '(ends here)' : text.slice(0, SHOWN));
  return { line: line + 1, node: show(left[line]), engine: show(right[line]) };
}
