import { type FSWatcher, watch } from 'chokidar';
import { type Plan, updateEdition } from './lay-edition.ts';
import { SiteConfigError } from './site-config.ts';

/** An editor that saves several files, or one in several steps, is done after so long, ms. */
const SAVED_MS = 50;

interface Listener {
  /** Told of the places in the edition that changed; also of the first look, which may find none. */
  onUpdate(changed: readonly string[]): unknown;
  /** Told why the content cannot be laid as it is: the edition stays as it was until it can. */
  onRefusal(message: string): unknown;
}

/**
 * Lays what changes in content folders over the edition, for as long as somebody writes: those that unhandled.config.ts
 * names later are watched, too.
 * @returns the function that ends it
 */
export function watchContent(contentFolder: string, target: string, listener: Listener): () => Promise<void> {
  // With the files that are there already: what comes to a folder while it begins to be watched is among them.
  const watcher: FSWatcher = watch(contentFolder);
  const watched = new Set([contentFolder]);
  let laid: Plan | undefined;
  let due: NodeJS.Timeout | undefined;
  let updating = Promise.resolve();
  const update = async () => {
    try {
      const { plan, changed } = await updateEdition(contentFolder, target, laid);
      laid = plan;
      for (const folder of plan.config.contentFolders) {
        if (!watched.has(folder)) watcher.add(folder);
        watched.add(folder);
      }
      listener.onUpdate(changed);
    } catch (error) {
      if (!(error instanceof SiteConfigError)) throw error;
      listener.onRefusal(error.message);
    }
  };
  const soon = () => {
    clearTimeout(due);
    due = setTimeout(() => {
      updating = updating.then(update);
    }, SAVED_MS);
  };
  watcher.on('all', soon).on('ready', soon);
  return async () => {
    clearTimeout(due);
    await watcher.close();
    await updating;
  };
}
