import type TS from 'typescript';
import type { LintContext } from './lint.ts';

/** Every node of a tree, outermost first. `enter` says whether to go into a node. */
export function* nodesOf(root: TS.Node, ts: typeof TS, enter: (node: TS.Node) => boolean = () => true): Generator<TS.Node> {
  const children: TS.Node[] = [];
  ts.forEachChild(root, (child) => void children.push(child));
  for (const child of children) {
    yield child;
    if (enter(child)) yield* nodesOf(child, ts, enter);
  }
}

/** Whether something of this type can be awaited: it, or a member of its union, has a `then` to call. */
export function isThenable(type: TS.Type, at: TS.Node, { checker }: LintContext): boolean {
  const members = type.isUnion() ? type.types : [type];
  return members.some((member) => {
    const then = member.getProperty('then');
    return then !== undefined && checker.getTypeOfSymbolAtLocation(then, at).getCallSignatures().length > 0;
  });
}

/** The expression without parentheses, casts and `!`. */
export function bare(expression: TS.Expression, ts: typeof TS): TS.Expression {
  let inner = expression;
  while (ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) || ts.isNonNullExpression(inner) || ts.isSatisfiesExpression(inner))
    inner = inner.expression;
  return inner;
}

/** `close` of `handle.close()`, with the object it is called on; the name alone for `closeSync(fd)`. */
export function calleeOf(call: TS.CallExpression, ts: typeof TS): { readonly name: string; readonly object: TS.Expression | undefined } {
  const callee = bare(call.expression, ts);
  if (ts.isPropertyAccessExpression(callee)) return { name: callee.name.text, object: callee.expression };
  return { name: ts.isIdentifier(callee) ? callee.text : '', object: undefined };
}

/** Where a finding points. */
export function span(node: TS.Node, file: TS.SourceFile): { start: number; length: number } {
  const start = node.getStart(file);
  return { start, length: node.getEnd() - start };
}
