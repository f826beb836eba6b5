// A Vite plugin that keeps out of the site what Monaco's TypeScript mode brings unasked: a worker of 7 MB beside ours
// (src/workspace/editor/typescript-worker.ts), and every feature of the editor, half a megabyte, after the editor is
// there. What the editor can do stands in src/workspace/editor/monaco.ts.

/** By module, what is cut from it. */
const CUTS = [
  { module: /[\\/]features[\\/]typescript[\\/]workerManager\.js$/, cut: /createWorker: \(\) => new Worker\([^\n]*\),/g },
  { module: /[\\/]internal[\\/]common[\\/]workers\.js$/, cut: /^import '[^']*';$/gm },
];

export function leanMonaco() {
  return {
    name: 'lean-monaco',
    enforce: 'pre',
    transform: {
      filter: { id: CUTS.map(({ module }) => module) },
      handler(code, id) {
        const { cut } = CUTS.find(({ module }) => module.test(id));
        const lean = code.replace(cut, '');
        if (lean === code) throw new Error(`${id} is not as scripts/lean-monaco.mjs knows it: nothing was cut from it`);
        return { code: lean, map: null };
      },
    },
  };
}
