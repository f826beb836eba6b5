/**
 * Folds a lesson with a lab: below 960 px one view at a time, by tabs; from 960 to 1280 px the
 * story becomes a drawer once the lab has started; above that both stand side by side, with a
 * splitter. The workspace tells us that it has started through `data-lab-state`.
 */
const WIDTH_KEY = 'unhandled:story-width';
const MIN_PERCENT = 25;
const MAX_PERCENT = 60;
const STEP_PERCENT = 2;

class LabFrame extends HTMLElement {
  readonly #views = this.querySelector<HTMLElement>(':scope > .views');
  readonly #story = this.querySelector<HTMLElement>(':scope > .story');
  readonly #pane = this.querySelector<HTMLElement>(':scope > .pane');
  readonly #splitter = this.querySelector<HTMLElement>('.splitter');
  readonly #toggle = document.querySelector<HTMLButtonElement>('[data-story-toggle]');
  readonly #drawer = matchMedia('(min-width: 60rem) and (max-width: 79.99rem)');
  #leaving: AbortController | undefined;

  connectedCallback(): void {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    this.dataset['ready'] = '';
    if (this.#views) this.#views.hidden = false;
    this.#views?.addEventListener('click', (event) => this.#chooseView(event), { signal });
    this.#toggle?.addEventListener('click', () => this.#openStory(this.#toggle?.getAttribute('aria-expanded') !== 'true'), { signal });
    addEventListener('keydown', (event) => this.#closeOnEscape(event), { signal });
    this.#drawer.addEventListener('change', () => this.#fold(), { signal });
    const state = new MutationObserver(() => this.#fold());
    state.observe(this, { attributeFilter: ['data-lab-state', 'data-view'] });
    signal.addEventListener('abort', () => state.disconnect());
    this.#listenToSplitter(signal);
    this.#fold();
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
  }

  #chooseView(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-view-button]') : null;
    const view = button?.dataset['viewButton'];
    if (view !== undefined) this.dataset['view'] = view;
  }

  /** Brings buttons, labels and drawer in line with the attributes. */
  #fold(): void {
    const started = this.dataset['labState'] === 'started';
    // Starting from the phone's Lab tab leads to the code.
    if (!started && this.dataset['view'] !== 'story' && this.dataset['view'] !== 'code') this.dataset['view'] = 'code';
    for (const button of this.querySelectorAll<HTMLElement>('[data-view-button]')) {
      button.setAttribute('aria-pressed', String(button.dataset['viewButton'] === this.dataset['view']));
      const waitingLabel = button.dataset['waitingLabel'];
      if (waitingLabel === undefined) continue;
      button.dataset['startedLabel'] ??= button.textContent?.trim() ?? '';
      button.textContent = started ? button.dataset['startedLabel'] : waitingLabel;
    }
    if (this.#toggle) this.#toggle.hidden = !(started && this.#drawer.matches);
    this.#openStory(started && this.#drawer.matches && this.#story?.hasAttribute('data-open') === true);
  }

  #openStory(open: boolean): void {
    this.#story?.toggleAttribute('data-open', open);
    this.#toggle?.setAttribute('aria-expanded', String(open));
    this.#nameMain();
  }

  /** The story holds the page's main landmark and heading. While it is folded away, the lab is what the page is about. */
  #nameMain(): void {
    if (!this.#story || !this.#pane) return;
    const isFolded = getComputedStyle(this.#story).display === 'none';
    if (isFolded) this.#pane.setAttribute('role', 'main');
    else this.#pane.removeAttribute('role');
    const heading = this.#pane.querySelector<HTMLElement>('[data-lab-heading]');
    if (heading) heading.hidden = !isFolded;
  }

  #closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.#story?.hasAttribute('data-open')) return;
    this.#openStory(false);
    this.#toggle?.focus();
  }

  #listenToSplitter(signal: AbortSignal): void {
    const splitter = this.#splitter;
    if (!splitter) return;
    splitter.hidden = false;
    const saved = Number(localStorageGet(WIDTH_KEY));
    if (saved > 0) this.#setWidth(saved);
    splitter.addEventListener(
      'keydown',
      (event) => {
        const now = Number(splitter.getAttribute('aria-valuenow'));
        const next = { ArrowLeft: now - STEP_PERCENT, ArrowRight: now + STEP_PERCENT, Home: MIN_PERCENT, End: MAX_PERCENT }[event.key];
        if (next === undefined) return;
        event.preventDefault();
        this.#setWidth(next);
        this.#saveWidth();
      },
      { signal },
    );
    splitter.addEventListener('pointerdown', (event) => splitter.setPointerCapture(event.pointerId), { signal });
    splitter.addEventListener(
      'pointermove',
      (event) => {
        if (!splitter.hasPointerCapture(event.pointerId)) return;
        const box = this.getBoundingClientRect();
        this.#setWidth(((event.clientX - box.left) / box.width) * 100);
      },
      { signal },
    );
    splitter.addEventListener('lostpointercapture', () => this.#saveWidth(), { signal });
  }

  #setWidth(percent: number): void {
    const width = Math.round(Math.min(MAX_PERCENT, Math.max(MIN_PERCENT, percent)));
    this.style.setProperty('--uh-story', `${width}%`);
    this.#splitter?.setAttribute('aria-valuenow', String(width));
  }

  #saveWidth(): void {
    try {
      localStorage.setItem(WIDTH_KEY, this.#splitter?.getAttribute('aria-valuenow') ?? '');
    } catch {
      // Storage may be full or forbidden: the width then lasts as long as the page.
    }
  }
}

function localStorageGet(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

customElements.define('uh-lab', LabFrame);
