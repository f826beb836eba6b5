import type { SavedWork } from './saved-work.ts';

/**
 * The same lab in other tabs of this browser. Each tells the others what it has saved, and takes over
 * what they tell: whichever tab is typed in, all show the same files, and none overwrites another's.
 */
export class OtherTabs {
  readonly #channel: BroadcastChannel;

  constructor(lab: string, onWork: (work: SavedWork) => void) {
    this.#channel = new BroadcastChannel(`unhandled:lab:${lab}`);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<SavedWork>) => onWork(data));
  }

  tell(work: SavedWork): void {
    this.#channel.postMessage(work);
  }

  close(): void {
    this.#channel.close();
  }
}
