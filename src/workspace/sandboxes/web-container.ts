// The only file that knows @webcontainer/api: boots the runtime with a deadline, which the package has none of.
import { configureAPIKey, type FileSystemTree, WebContainer } from '@webcontainer/api';
import { ContainerFailure, failureOf } from './container-failure.ts';
import type { WebContainerSettings } from './web-container-settings.ts';

export type { FileSystemTree, WebContainerProcess } from '@webcontainer/api';
export type ContainerSettings = Exclude<WebContainerSettings, { readonly offer: 'off' }>;

declare global {
  /** Read once by @webcontainer/api: the host of the runtime, where it is not StackBlitz's own. */
  var WEBCONTAINER_API_IFRAME_URL: string | undefined;
}

/** The runtime answers within a second or two; after so long it will not. */
const BOOT_MS = 20_000;
/** A host that cannot even be asked gets no more than this. */
const UNREACHABLE_MS = 3_000;

/** A boot that was given up is still waited for by the package, and no other can begin. */
let bootHangs = false;
let configured = false;

/** Why no WebContainer can run in this page, as far as the browser itself tells; undefined when one may. */
export function missingInBrowser(): ContainerFailure | undefined {
  if (!('crossOriginIsolated' in globalThis) || typeof WebAssembly === 'undefined') return new ContainerFailure('unsupported', navigator.userAgent);
  if (!globalThis.crossOriginIsolated)
    return new ContainerFailure('not-isolated', globalThis.isSecureContext ? 'crossOriginIsolated is false' : 'this is no secure context');
  if (typeof SharedArrayBuffer === 'undefined') return new ContainerFailure('unsupported', navigator.userAgent);
  if (!navigator.onLine) return new ContainerFailure('offline', 'navigator.onLine is false');
  return bootHangs ? new ContainerFailure('blocked', 'an earlier boot has not ended') : undefined;
}

/**
 * Boots the runtime. This is the first moment at which the page asks another host for anything.
 * @param onLost told when it breaks later.
 * @throws {ContainerFailure}
 */
export async function bootWebContainer({ origin, clientId }: ContainerSettings, onLost: (failure: ContainerFailure) => void): Promise<WebContainer> {
  const missing = missingInBrowser();
  if (missing !== undefined) throw missing;
  globalThis.WEBCONTAINER_API_IFRAME_URL ??= origin;
  if (!configured && clientId !== undefined && clientId !== '') configureAPIKey(clientId);
  configured = true;
  const giveUp = new AbortController();
  const boot = WebContainer.boot({ coep: 'require-corp' });
  try {
    const container = await Promise.race([boot, deadline(globalThis.WEBCONTAINER_API_IFRAME_URL, giveUp.signal)]);
    container.on('error', ({ message }) => onLost(failureOf(message)));
    return container;
  } catch (error) {
    if (!(error instanceof ContainerFailure)) throw failureOf(error instanceof Error ? error.message : String(error));
    bootHangs = true;
    // It may come after all: nobody wants it any more, and the next boot then can.
    boot.then(
      (late) => {
        bootHangs = false;
        late.teardown();
      },
      () => {
        bootHangs = false;
      },
    );
    throw error;
  } finally {
    giveUp.abort();
  }
}

/** Rejects when it has taken too long; soon, when the host does not answer at all. */
function deadline(host: string, ended: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const late = (kind: 'hung' | 'unreachable', why: string, ms: number) => {
      const timer = setTimeout(() => reject(new ContainerFailure(navigator.onLine ? kind : 'offline', why)), ms);
      ended.addEventListener('abort', () => clearTimeout(timer));
    };
    late('hung', `no answer from ${host} within ${BOOT_MS / 1000} s`, BOOT_MS);
    // What comes back may not be read, and need not be.
    fetch(new URL('/headless', host), { mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal: ended }).catch((error: unknown) => {
      if (!ended.aborted) late('unreachable', `${host}: ${error instanceof Error ? error.message : String(error)}`, UNREACHABLE_MS);
    });
  });
}

/** Files by path as the tree that is mounted. */
export function toTree(files: Readonly<Record<string, string>>): FileSystemTree {
  const tree: FileSystemTree = {};
  for (const [path, contents] of Object.entries(files)) {
    const parts = path.split('/');
    const name = parts.pop() as string;
    let folder = tree;
    for (const part of parts) {
      const known = folder[part];
      const next = known !== undefined && 'directory' in known ? known : { directory: {} };
      folder[part] = next;
      folder = next.directory;
    }
    folder[name] = { file: { contents } };
  }
  return tree;
}
