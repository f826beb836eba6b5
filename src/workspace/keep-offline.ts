import { whenIdle } from './when-idle.ts';

/** Asks the service worker, where there is one, to keep what every lab needs: it fetches many files, so not before the desk stands. */
export async function keepLabsOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await whenIdle();
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage('keep-labs');
}
