import type { Inode } from './inode.ts';

/** Told of changes at or directly in what is watched, as inotify tells: the name that changed, and how. */
export type ChangeListener = (event: 'rename' | 'change', name: string) => void;

/** Who watches which inode. */
export class ChangeWatches {
  readonly #listeners = new Map<Inode, Set<ChangeListener>>();

  /** Returns the function that stops it. */
  add(inode: Inode, listener: ChangeListener): () => void {
    const listeners = this.#listeners.get(inode) ?? new Set();
    this.#listeners.set(inode, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(inode);
    };
  }

  tell(inode: Inode, event: 'rename' | 'change', name: string): void {
    for (const listener of this.#listeners.get(inode) ?? []) listener(event, name);
  }

  /** Its bytes or attributes changed: its folder's watchers and its own. */
  tellContent(inode: Inode): void {
    if (this.#listeners.size === 0) return;
    const { place } = inode;
    if (place !== undefined) this.tell(place.parent, 'change', place.name);
    this.tell(inode, 'change', place?.name ?? '');
  }

  /** It was removed. What inotify tells a watch on it: its link count changed, it is gone, and so is the watch. */
  tellGone(inode: Inode, name: string): void {
    this.tell(inode, 'change', name);
    this.tell(inode, 'rename', name);
    this.tell(inode, 'rename', name);
  }
}
