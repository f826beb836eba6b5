// Finds everything that a source file imports, with TypeScript's own parser.
import ts from 'typescript';

export interface Import {
  readonly specifier: string;
  readonly line: number;
}

/** Static, dynamic and type-only imports, re-exports, import types, `import.meta.glob` and worker URLs, in order. */
export function importsOf(file: string, source: string): Import[] {
  const tree = ts.createSourceFile(file, scriptOf(file, source), ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX);
  const found: Import[] = [];
  const add = (literal: ts.Node | undefined) => {
    if (literal === undefined || !ts.isStringLiteralLike(literal)) return;
    const { line } = tree.getLineAndCharacterOfPosition(literal.getStart(tree));
    found.push({ specifier: literal.text.replace(/\?.*$/, ''), line: line + 1 });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    else if (ts.isCallExpression(node) && importsWhatItNames(node)) for (const literal of literalsOf(node.arguments[0])) add(literal);
    else if (ts.isNewExpression(node) && node.expression.getText(tree) === 'URL' && node.arguments?.[1]?.getText(tree) === 'import.meta.url')
      addRelative(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  const addRelative = (literal: ts.Expression | undefined) => {
    if (literal !== undefined && ts.isStringLiteralLike(literal) && literal.text.startsWith('.')) add(literal);
  };
  const importsWhatItNames = ({ expression }: ts.CallExpression) =>
    expression.kind === ts.SyntaxKind.ImportKeyword || ['import.meta.glob', 'require', 'require.resolve', 'vi.mock'].includes(expression.getText(tree));
  visit(tree);
  return found;
}

function literalsOf(argument: ts.Expression | undefined): readonly ts.Expression[] {
  if (argument === undefined) return [];
  return ts.isArrayLiteralExpression(argument) ? argument.elements : [argument];
}

/** The part of a file that is script; the rest becomes blank, so that lines stay what they are. */
function scriptOf(file: string, source: string): string {
  if (file.endsWith('.astro')) return keep(source, [/^---\n[\s\S]*?^---$/m, /<script\b[^>]*>[\s\S]*?<\/script>/g]).replace(/^---$|<\/?script\b[^>]*>/gm, blank);
  // In MDX an import is a block of its own: from `import` or `export` at a line's start to the next empty line.
  if (file.endsWith('.mdx')) return keep(source.replace(/^(```|~~~)[\s\S]*?^\1/gm, blank), [/^(?:import|export)\s[\s\S]*?(?:\n\s*\n|(?![\s\S]))/gm]);
  return source;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function keep(source: string, patterns: readonly RegExp[]): string {
  const kept = [...blank(source)];
  for (const pattern of patterns) {
    for (const match of source.matchAll(new RegExp(pattern, [...new Set(`${pattern.flags}g`)].join('')))) {
      const at = match.index;
      for (let i = 0; i < match[0].length; i++) kept[at + i] = match[0][i] as string;
    }
  }
  return kept.join('');
}
