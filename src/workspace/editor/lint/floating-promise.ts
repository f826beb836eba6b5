import type TS from 'typescript';
import type { LintContext, LintFinding } from './lint.ts';
import { bare, calleeOf, isThenable, nodesOf, span } from './syntax.ts';

/** Promises that nobody waits for, and async callbacks for callers that do not wait. */
export function findFloatingPromises(context: LintContext): LintFinding[] {
  const { ts, file } = context;
  const findings: LintFinding[] = [];
  for (const node of nodesOf(file, ts)) {
    if (ts.isExpressionStatement(node) && floats(node.expression, context)) findings.push({ rule: 'floating-promise', ...span(node.expression, file) });
    if (ts.isVoidExpression(node) && floats(node.expression, context)) findings.push({ rule: 'floating-promise', ...span(node, file) });
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) continue;
    for (const callback of node.arguments ?? []) if (isLostCallback(callback, context)) findings.push({ rule: 'async-callback', ...keyword(callback, file) });
  }
  return findings;
}

/** A statement's value is dropped: a promise in it is, too, unless its failure goes somewhere. */
function floats(expression: TS.Expression, context: LintContext): boolean {
  const { ts, checker } = context;
  const value = bare(expression, ts);
  if (ts.isBinaryExpression(value)) {
    const { kind } = value.operatorToken;
    const chooses = kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
    return chooses && floats(value.right, context);
  }
  if (ts.isConditionalExpression(value)) return floats(value.whenTrue, context) || floats(value.whenFalse, context);
  if (!ts.isCallExpression(value) && !ts.isNewExpression(value) && !ts.isIdentifier(value) && !ts.isPropertyAccessExpression(value)) return false;
  return isThenable(checker.getTypeAtLocation(value), value, context) && !isHandled(value, ts);
}

/** `.catch(f)` and `.then(f, g)` end a chain; `.then(f)` and `.finally(f)` pass the failure on. */
function isHandled(promise: TS.Expression, ts: typeof TS): boolean {
  if (!ts.isCallExpression(promise)) return false;
  const { name, object } = calleeOf(promise, ts);
  if (object === undefined) return false;
  if (name === 'catch') return promise.arguments.length > 0;
  if (name === 'then') return promise.arguments.length > 1;
  return name === 'finally' && isHandled(bare(object, ts), ts);
}

/** An async function that can fail, given to a parameter whose result nobody looks at. */
function isLostCallback(callback: TS.Expression, context: LintContext): boolean {
  const { ts, checker } = context;
  const fn = bare(callback, ts);
  if (!(ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) || !fn.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)) return false;
  if (catchesAll(fn.body, ts)) return false;
  const wanted = checker.getContextualType(callback);
  const results = wanted?.getCallSignatures().map((signature) => checker.getReturnTypeOfSignature(signature)) ?? [];
  return results.length > 0 && results.every((result) => (result.flags & ts.TypeFlags.Void) !== 0);
}

/** The body is one try with a catch that has something in it. */
function catchesAll(body: TS.ConciseBody, ts: typeof TS): boolean {
  if (!ts.isBlock(body)) return false;
  const [only] = body.statements;
  return body.statements.length === 1 && only !== undefined && ts.isTryStatement(only) && (only.catchClause?.block.statements.length ?? 0) > 0;
}

/** The word `async`: marking a whole function would colour a screen of code. */
function keyword(callback: TS.Expression, file: TS.SourceFile): { start: number; length: number } {
  return { start: callback.getStart(file), length: 'async'.length };
}
