/** A folder or a file of the tree, folders first, each level in the order of its names. */
export type TreeNode =
  | { readonly kind: 'folder'; readonly path: string; readonly name: string; readonly children: readonly TreeNode[] }
  | { readonly kind: 'file'; readonly path: string; readonly name: string };

/** The tree that these paths lie in. */
export function treeOf(paths: readonly string[], folder = ''): TreeNode[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const below = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const folders = [...new Set(below.filter((rest) => rest.includes('/')).map((rest) => rest.slice(0, rest.indexOf('/'))))].sort();
  const files = below.filter((rest) => !rest.includes('/')).sort();
  return [
    ...folders.map((name): TreeNode => ({ kind: 'folder', path: prefix + name, name, children: treeOf(paths, prefix + name) })),
    ...files.map((name): TreeNode => ({ kind: 'file', path: prefix + name, name })),
  ];
}

/** Folders that lead to one of these files. */
export function foldersOf(paths: readonly string[]): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) folders.add(path.slice(0, at));
  }
  return folders;
}

/** The rows that show, top to bottom, when these folders are open. */
export function visibleRows(nodes: readonly TreeNode[], open: ReadonlySet<string>, level = 1): { readonly node: TreeNode; readonly level: number }[] {
  return nodes.flatMap((node) => [{ node, level }, ...(node.kind === 'folder' && open.has(node.path) ? visibleRows(node.children, open, level + 1) : [])]);
}
