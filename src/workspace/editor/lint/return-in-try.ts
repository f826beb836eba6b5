import type TS from 'typescript';
import type { LintContext, LintFinding } from './lint.ts';
import { bare, isThenable, nodesOf, span } from './syntax.ts';

/** `return promise` inside a try: the function is left before the promise settles, so catch never sees its failure and finally runs too early. */
export function findReturnsInTry(context: LintContext): LintFinding[] {
  const { ts, checker, file } = context;
  const findings: LintFinding[] = [];
  for (const node of nodesOf(file, ts)) {
    if (!ts.isReturnStatement(node) || node.expression === undefined) continue;
    const value = bare(node.expression, ts);
    if (ts.isAwaitExpression(value) || !isInsideTry(node, ts) || !isThenable(checker.getTypeAtLocation(value), value, context)) continue;
    findings.push({ rule: 'return-in-try', ...span(node, file) });
  }
  return findings;
}

/** In the block of a `try`, or in a `catch` that has a `finally`, of the same async function. */
function isInsideTry(node: TS.Node, ts: typeof TS): boolean {
  let inside = false;
  for (let child = node, parent = node.parent; parent !== undefined; child = parent, parent = parent.parent) {
    if (ts.isFunctionLike(parent)) return inside && (ts.getCombinedModifierFlags(parent as TS.Declaration) & ts.ModifierFlags.Async) !== 0;
    if (ts.isTryStatement(parent) && (child === parent.tryBlock || (child === parent.catchClause && parent.finallyBlock !== undefined))) inside = true;
  }
  return false;
}
