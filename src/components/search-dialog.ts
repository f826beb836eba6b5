/** The part of Pagefind's browser API that this dialog uses. */
interface Pagefind {
  init(): Promise<void>;
  debouncedSearch(query: string): Promise<{ results: { data(): Promise<PagefindPage> }[] } | null>;
}

interface PagefindPage {
  readonly url: string;
  readonly meta: { readonly title?: string };
  /** HTML made by Pagefind from our own pages: text, escaped, with <mark>. */
  readonly excerpt: string;
}

const MAX_RESULTS = 8;

/** The index and its reader are asked for when the dialog opens: a page that nobody searches pays nothing. */
class SearchDialog extends HTMLElement {
  #pagefind: Promise<Pagefind> | undefined;
  readonly #dialog = this.querySelector('dialog') as HTMLDialogElement;
  readonly #input = this.querySelector('input') as HTMLInputElement;
  readonly #status = this.querySelector('.status') as HTMLElement;
  readonly #results = this.querySelector('.results') as HTMLElement;

  connectedCallback(): void {
    const open = this.querySelector('.open') as HTMLButtonElement;
    open.disabled = false;
    open.addEventListener('click', () => this.#show());
    this.querySelector('.close')?.addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('click', (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    this.#input.addEventListener('input', () => void this.#search(this.#input.value.trim()));
    addEventListener('keydown', (event) => {
      // In an editor Ctrl+K starts a chord of the editor's own.
      const inEditor = event.target instanceof Element && event.target.closest('.monaco-editor') !== null;
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey) || inEditor) return;
      event.preventDefault();
      if (this.#dialog.open) this.#dialog.close();
      else this.#show();
    });
  }

  #show(): void {
    this.#dialog.showModal();
    this.#input.select();
    this.#load().catch(() => this.#say(import.meta.env.DEV ? this.dataset['builtOnly'] : this.dataset['failed']));
  }

  #load(): Promise<Pagefind> {
    this.#pagefind ??= importPagefind().catch((error: unknown) => {
      this.#pagefind = undefined; // so that opening it again tries again
      throw error;
    });
    return this.#pagefind;
  }

  async #search(query: string): Promise<void> {
    if (query === '') {
      this.#results.replaceChildren();
      this.#say(this.#status.dataset['hint']);
      return;
    }
    try {
      const found = await (await this.#load()).debouncedSearch(query);
      if (found === null) return; // a later keystroke took over
      const pages = await Promise.all(found.results.slice(0, MAX_RESULTS).map((result) => result.data()));
      if (this.#input.value.trim() !== query) return;
      this.#results.replaceChildren(...pages.map(resultItem));
      const template = (pages.length === 0 ? this.dataset['none'] : this.dataset['found']) ?? '';
      // Not fill() from i18n: without imports this script is small enough to be written into the page.
      this.#say(template.replace('{query}', query).replace('{count}', String(found.results.length)));
    } catch {
      this.#say(this.dataset['failed']);
    }
  }

  #say(text: string | undefined): void {
    this.#status.textContent = text ?? '';
  }
}

async function importPagefind(): Promise<Pagefind> {
  // Not siteUrl() from i18n, as fill() above.
  const root = new URL(document.querySelector<HTMLMetaElement>('meta[name=unhandled-root]')?.content ?? '/', document.baseURI);
  const address = new URL('pagefind/pagefind.js', root).href; // written after the build, so the bundler must not look for it
  const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind;
  await pagefind.init();
  return pagefind;
}

function resultItem(page: PagefindPage): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  const title = document.createElement('strong');
  const excerpt = document.createElement('span');
  link.href = page.url;
  title.textContent = page.meta.title ?? page.url;
  excerpt.innerHTML = page.excerpt;
  link.append(title, excerpt);
  item.append(link);
  return item;
}

customElements.define('uh-search', SearchDialog);
