import type TS from 'typescript';
import type { LintContext, LintFinding } from './lint.ts';
import { bare, calleeOf, isThenable, nodesOf, span } from './syntax.ts';

/** Errors that are caught and dropped: `catch {}` and `.catch(() => {})`, unless a comment says why. */
export function findSwallowedErrors(context: LintContext): LintFinding[] {
  const { ts, checker, file } = context;
  const findings: LintFinding[] = [];
  for (const node of nodesOf(file, ts)) {
    if (ts.isCatchClause(node) && isEmpty(node.block, context)) findings.push({ rule: 'swallowed-error', start: node.getStart(file), length: 'catch'.length });
    if (!ts.isCallExpression(node)) continue;
    const { name, object } = calleeOf(node, ts);
    const [handler] = node.arguments;
    if (name !== 'catch' || object === undefined || handler === undefined || !dropsItsArgument(handler, context)) continue;
    if (isThenable(checker.getTypeAtLocation(object), object, context)) findings.push({ rule: 'swallowed-error', ...span(handler, file) });
  }
  return findings;
}

function dropsItsArgument(handler: TS.Expression, context: LintContext): boolean {
  const { ts } = context;
  const fn = bare(handler, ts);
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return false;
  if (ts.isBlock(fn.body)) return isEmpty(fn.body, context);
  return isNothing(bare(fn.body, ts), ts);
}

/** `undefined`, `null`, `{}`, `[]`: an answer that stands for "all is well". */
function isNothing(value: TS.Expression, ts: typeof TS): boolean {
  if (ts.isIdentifier(value)) return value.text === 'undefined';
  if (ts.isObjectLiteralExpression(value)) return value.properties.length === 0;
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0;
  return value.kind === ts.SyntaxKind.NullKeyword;
}

function isEmpty(block: TS.Block, { ts, file }: LintContext): boolean {
  if (block.statements.length > 0) return false;
  const inside = file.text.slice(block.getStart(file) + 1, block.getEnd() - 1);
  return (ts.getLeadingCommentRanges(inside, 0) ?? ts.getTrailingCommentRanges(inside, 0)) === undefined;
}
