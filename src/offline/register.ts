// Registers the service worker, tells of a new version, and says when there is no network.

const notice = document.querySelector<HTMLElement>('[data-offline-notice]');
const reload = notice?.querySelector('button');
let waiting: ServiceWorker | undefined;

/** What the notice says now: a new version first, for that asks something of the reader. */
function show(): void {
  if (!notice) return;
  const state = waiting ? 'update' : navigator.onLine ? 'none' : 'offline';
  notice.dataset['state'] = state;
  notice.hidden = state === 'none';
}

function offer(worker: ServiceWorker | null): void {
  // The first one of all replaces nothing.
  if (worker === null || navigator.serviceWorker.controller === null) return;
  waiting = worker;
  show();
}

async function register(): Promise<void> {
  // Not siteUrl() from i18n: without imports this script is small enough to be written into the page.
  const root = new URL(document.querySelector<HTMLMetaElement>('meta[name=unhandled-root]')?.content ?? '/', document.baseURI);
  const registration = await navigator.serviceWorker.register(new URL('service-worker.js', root), { type: 'classic' });
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') offer(installing);
    });
  });
}

reload?.addEventListener('click', () => {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
  waiting?.postMessage('take-over');
});
addEventListener('online', show);
addEventListener('offline', show);
show();
// Only https and localhost have service workers; without one the site is simply online only.
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  register().catch((error: unknown) => console.warn('This browser keeps nothing for offline reading:', error));

export {};
