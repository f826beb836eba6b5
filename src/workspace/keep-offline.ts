/** Asks the service worker, where there is one, to keep what every lab needs. */
export function keepLabsOffline(): void {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage('keep-labs'));
}
