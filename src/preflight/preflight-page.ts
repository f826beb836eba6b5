import { siteUrl } from '../i18n/site-url.ts';
import { FIX_SERVERS, FIXES } from './fixes.ts';
import { observe } from './observe.ts';
import { CHECK_IDS, type CheckId, type Finding, judge } from './verdicts.ts';

type Status = Finding['status'];

/** Fills the list that src/components/Preflight.astro wrote, check by check, when everything is known. */
class Preflight extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('[data-again]')?.addEventListener('click', () => void this.#run());
    this.querySelector('[data-copy]')?.addEventListener('click', () => void this.#copy());
    void this.#run();
  }

  async #run(): Promise<void> {
    const root = siteUrl('/');
    this.#say(this.dataset['running'] ?? '');
    try {
      const found = judge(await observe(root, siteUrl('/preflight/probe.wasm'), this.dataset['build'] ?? ''));
      for (const id of CHECK_IDS) this.#show(id, found[id]);
      const count = (status: Status) => CHECK_IDS.filter((id) => found[id].status === status).length;
      const failed = count('fail');
      const summary = failed > 0 ? this.dataset['failed'] : count('warn') > 0 ? this.dataset['warned'] : this.dataset['passed'];
      // Not fill() from i18n, which would bring every word of the pages along.
      this.#say(
        (summary ?? '').replace('{failed}', String(failed)).replace('{warned}', String(count('warn'))),
        failed > 0 ? 'fail' : count('warn') > 0 ? 'warn' : 'pass',
      );
    } catch (error) {
      this.#say(`${this.dataset['broken']} ${error instanceof Error ? error.message : error}`, 'fail');
    }
  }

  #say(text: string, status = 'running'): void {
    const summary = this.querySelector<HTMLElement>('[data-summary]');
    if (summary === null) return;
    summary.textContent = text;
    summary.dataset['status'] = status;
  }

  #show(id: CheckId, { status, seen }: Finding): void {
    const item = this.querySelector<HTMLElement>(`[data-check="${id}"]`);
    if (item === null) return;
    item.dataset['status'] = status;
    const set = (name: string, text: string) => {
      const part = item.querySelector(`[data-part=${name}]`);
      if (part !== null) part.textContent = text;
    };
    set('status', this.dataset[status] ?? status);
    set('seen', seen);
    const fix = item.querySelector<HTMLElement>('[data-part=fix]');
    if (fix === null) return;
    fix.hidden = status === 'pass';
    fix
      .querySelector('dl')
      ?.replaceChildren(...(FIXES[id] ?? []).flatMap((lines, index) => [element('dt', FIX_SERVERS[index] ?? ''), element('dd', element('code', lines))]));
  }

  /** What a person sends to whoever runs the server. */
  async #copy(): Promise<void> {
    const lines = [...this.querySelectorAll<HTMLElement>('[data-check]')].map((item) => {
      const part = (name: string) => item.querySelector(`[data-part=${name}]`)?.textContent?.trim() ?? '';
      return `${item.dataset['status']?.padEnd(4)} ${item.dataset['check']}: ${part('seen')}`;
    });
    await navigator.clipboard.writeText([location.href, navigator.userAgent, ...lines].join('\n'));
    const button = this.querySelector('[data-copy]');
    if (button !== null) button.textContent = this.dataset['copied'] ?? '';
  }
}

function element(tag: string, content: string | Node): HTMLElement {
  const made = document.createElement(tag);
  made.append(content);
  return made;
}

customElements.define('uh-preflight', Preflight);
