/** One way into a package: `hono`, or `hono/cors`. */
export interface PackageModule {
  /** Names that an ES module can import from it. */
  readonly exports: readonly string[];
  /** What an ES module's default import is: all that `require` gives, its `default`, or nothing. */
  readonly default: 'whole' | 'property' | 'none';
}

/**
 * An npm package in one file, unmodified but for being joined: compiled and run when a program first asks for it.
 * Made by `npm run images`.
 */
export interface PackageBundle {
  readonly name: string;
  readonly version: string;
  /** Every specifier that reaches it. */
  readonly modules: Readonly<Record<string, PackageModule>>;
  /** Packages that it requires, each in a bundle of its own or in the image. */
  readonly requires: readonly string[];
  /** A CommonJS body that sets `module.exports` to a function from specifier to exports. */
  readonly source: string;
}

/** Bundles by the specifiers that reach them. */
export class PackageShelf {
  readonly #bundles = new Map<string, PackageBundle>();
  readonly #inImage: ReadonlySet<string>;

  /** @param inImage specifiers that the image answers: it wins, for what it holds has been run already. */
  constructor(bundles: readonly PackageBundle[], inImage: readonly string[]) {
    this.#inImage = new Set(inImage);
    for (const bundle of bundles) for (const specifier of Object.keys(bundle.modules)) this.#bundles.set(specifier, bundle);
  }

  has(specifier: string): boolean {
    return this.#inImage.has(specifier) || this.#bundles.has(specifier);
  }

  /** The bundle that a canonical name (`npm:hono/cors`) comes from; undefined for one in the image. */
  bundleOf(name: string): PackageBundle | undefined {
    const specifier = name.slice('npm:'.length);
    return this.#inImage.has(specifier) ? undefined : this.#bundles.get(specifier);
  }

  moduleOf(name: string): PackageModule | undefined {
    return this.bundleOf(name)?.modules[name.slice('npm:'.length)];
  }
}
