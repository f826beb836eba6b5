// The package ships no types for its worker's modules.
declare module 'monaco-editor/languages/features/typescript/ts.worker.js' {
  export class TypeScriptWorker {
    constructor(context: unknown, settings: unknown);
    getLanguageService(): import('typescript').LanguageService;
  }
  export const ts: { readonly typescript: typeof import('typescript') };
  /** Tells Monaco's messages from the first on to what `create` makes. */
  export function initialize(create: (context: unknown, settings: object) => object): void;
}
