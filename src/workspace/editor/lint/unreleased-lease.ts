import type TS from 'typescript';
import type { LintContext, LintFinding, LintRule } from './lint.ts';
import { bare, calleeOf, nodesOf, span } from './syntax.ts';

/** A variable that holds something which must be given back, and the calls that give it back. */
interface Lease {
  readonly declaration: TS.VariableDeclaration;
  readonly statement: TS.VariableStatement;
  readonly name: TS.Identifier;
  readonly symbol: TS.Symbol;
  /** Methods of the lease itself. */
  readonly methods: readonly string[];
  /** Functions that take it: `closeSync(fd)`. */
  readonly functions: readonly string[];
}

/** Calls whose result is lent, when it has a way to give it back. What has a `release` is lent by whatever call. */
const LENDING = new Set(['open', 'connect', 'acquire', 'lock', 'watch', 'opendir']);
const GIVING_BACK = ['release', 'close', 'unlock', 'destroy', 'end', 'dispose'] as const;

/** Handles, leases and locks that stay open when a line between taking and giving back throws. Says nothing where the lease leaves the function. */
export function findUnreleasedLeases(context: LintContext): LintFinding[] {
  const { ts, file } = context;
  const findings: LintFinding[] = [];
  for (const node of nodesOf(file, ts)) {
    if (!ts.isVariableStatement(node) || isUsing(node, ts)) continue;
    for (const declaration of node.declarationList.declarations) {
      const lease = leaseOf(declaration, node, context);
      const finding = lease && judge(lease, context);
      if (lease && finding) findings.push({ ...finding, ...span(lease.name, file), name: lease.name.text });
    }
  }
  return findings;
}

function isUsing(statement: TS.VariableStatement, ts: typeof TS): boolean {
  return (statement.declarationList.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using;
}

function leaseOf(declaration: TS.VariableDeclaration, statement: TS.VariableStatement, { ts, checker }: LintContext): Lease | undefined {
  const { name, initializer } = declaration;
  if (initializer === undefined || !ts.isIdentifier(name) || !ts.isBlock(statement.parent)) return undefined;
  const value = bare(initializer, ts);
  const call = bare(ts.isAwaitExpression(value) ? value.expression : value, ts);
  const symbol = checker.getSymbolAtLocation(name);
  if (!ts.isCallExpression(call) || symbol === undefined) return undefined;
  const called = calleeOf(call, ts).name;
  const lease = { declaration, statement, name, symbol };
  if (called === 'openSync') return { ...lease, methods: [], functions: ['closeSync', 'close'] };
  const type = checker.getTypeAtLocation(name);
  if (!LENDING.has(called) && type.getProperty('release') === undefined) return undefined;
  const methods = GIVING_BACK.filter((method) => type.getProperty(method) !== undefined);
  return methods.length === 0 ? undefined : { ...lease, methods, functions: [] };
}

function judge(lease: Lease, context: LintContext): { rule: LintRule; line?: number } | undefined {
  const { ts, file } = context;
  const block = lease.statement.parent as TS.Block;
  const uses = usesOf(lease, block, context);
  if (uses === undefined) return undefined;
  if (uses.releases.length === 0) return uses.isPassedOn ? undefined : { rule: 'never-released' };
  const guard = uses.releases.map((release) => guardOf(release, block, ts)).find((found) => found !== undefined);
  const after = block.statements.slice(block.statements.indexOf(lease.statement) + 1);
  if (guard !== undefined) {
    const risky = after.slice(0, Math.max(0, after.indexOf(guard))).find((statement) => mayExit(statement, ts));
    return risky && { rule: 'late-try', line: lineOf(risky, file) };
  }
  // In a catch, a callback or one branch: it may well be given back on all paths; that is for the checks to measure.
  const [first] = uses.releases;
  if (uses.releases.length > 1 || first === undefined || statementIn(first, block) === undefined || isConditional(first, block, ts)) return undefined;
  const end = statementIn(first, block) as TS.Statement;
  const risky = after.slice(0, after.indexOf(end)).find((statement) => mayExit(statement, ts));
  return risky && { rule: 'released-late', line: lineOf(risky, file) };
}

/** The calls that give the lease back, and whether another function gets it, which may do so, too; undefined when it is kept somewhere else. */
function usesOf(
  lease: Lease,
  block: TS.Block,
  { ts, checker }: LintContext,
): { readonly releases: readonly TS.Node[]; readonly isPassedOn: boolean } | undefined {
  const releases: TS.Node[] = [];
  let isPassedOn = false;
  for (const node of nodesOf(block, ts)) {
    if (!ts.isIdentifier(node) || node === lease.name || node.text !== lease.name.text) continue;
    if (ts.isShorthandPropertyAssignment(node.parent)) return undefined;
    if (checker.getSymbolAtLocation(node) !== lease.symbol) continue;
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
      const isCalled = ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
      if (lease.methods.includes(parent.name.text as never)) {
        if (!isCalled) return undefined;
        releases.push(parent.parent);
      } else if (!isCalled && ts.isCallExpression(parent.parent)) return undefined;
    } else if (ts.isCallExpression(parent)) {
      const { name } = calleeOf(parent, ts);
      if (lease.functions.includes(name)) releases.push(parent);
      // A descriptor is a number: what Node's own synchronous functions do with it does not close it.
      else if (lease.functions.length === 0 || !name.endsWith('Sync')) isPassedOn = true;
    } else return undefined;
  }
  return { releases, isPassedOn };
}

/** The `try` of this block whose `finally` holds the release. */
function guardOf(release: TS.Node, block: TS.Block, ts: typeof TS): TS.Statement | undefined {
  for (let child = release, parent = release.parent; child !== block && parent !== undefined; child = parent, parent = parent.parent) {
    if (ts.isFunctionLike(parent)) return undefined;
    if (ts.isTryStatement(parent) && child === parent.finallyBlock) return statementIn(parent, block);
  }
  return undefined;
}

function statementIn(node: TS.Node, block: TS.Block): TS.Statement | undefined {
  let child = node;
  while (child.parent !== undefined && child.parent !== block) child = child.parent;
  return block.statements.find((statement) => statement === child);
}

/** Under an if, in a loop, a try, a catch or a function of its own. */
function isConditional(node: TS.Node, block: TS.Block, ts: typeof TS): boolean {
  for (let { parent } = node; parent !== block && parent !== undefined; parent = parent.parent) {
    if (
      ts.isFunctionLike(parent) ||
      ts.isIfStatement(parent) ||
      ts.isIterationStatement(parent, false) ||
      ts.isTryStatement(parent) ||
      ts.isSwitchStatement(parent)
    )
      return true;
  }
  return false;
}

/** Whether a statement can leave the block: it calls, awaits, throws, returns. */
function mayExit(statement: TS.Statement, ts: typeof TS): boolean {
  const exits = (node: TS.Node) =>
    ts.isCallExpression(node) || ts.isAwaitExpression(node) || ts.isNewExpression(node) || ts.isThrowStatement(node) || ts.isReturnStatement(node);
  if (exits(statement)) return true;
  for (const node of nodesOf(statement, ts, (inner) => !ts.isFunctionLike(inner))) if (exits(node)) return true;
  return false;
}

function lineOf(node: TS.Node, file: TS.SourceFile): number {
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}
