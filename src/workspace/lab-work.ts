import { signal } from '@preact/signals';
import { type Files, filesOf, type LabSource, recognizeWrongFix, type Verdict } from '@unhandled/lab';
import { Autosave } from './autosave.ts';
import { labVersion } from './lab-version.ts';
import { OtherTabs } from './other-tabs.ts';
import { afterStart, afterUse, afterVerdict, type Practice } from './practice.ts';
import { changePractice, type KeptVerdict, NOTHING_SAVED, readVerdict, readWork, type SavedWork, writeVerdict } from './saved-work.ts';
import { tellVerdict } from './verdict-channel.ts';

/** What the reader did in one lab, kept by the browser as they go on: edits, hints, whether it is solved. */
export class LabWork {
  /** Edited files only. */
  readonly edits = signal<Files>({});
  /** Hints that were opened: 0 to 3. */
  readonly hints = signal(0);
  /** When the lab was first solved, ms since the epoch. */
  readonly solvedAt = signal<number | undefined>(undefined);
  readonly openFile = signal('');
  readonly storageWorks = signal(true);
  /** The files were edited when the lab was another one. */
  readonly labHasChanged = signal(false);
  readonly #lab: LabSource;
  readonly #saving: Autosave;
  readonly #otherTabs: OtherTabs;
  /** Files that were edited here since the last save: another tab does not know them yet. */
  #unsaved = new Set<string>();

  private constructor(lab: LabSource) {
    this.#lab = lab;
    this.openFile.value = lab.manifest.editable[0] as string;
    this.#otherTabs = new OtherTabs(lab.slug, (work) => this.#adopt(work));
    this.#saving = new Autosave(
      lab.slug,
      () => this.#current(),
      (work) => {
        this.#unsaved.clear();
        this.#otherTabs.tell(work);
      },
      () => {
        this.storageWorks.value = false;
      },
    );
  }

  static async open(lab: LabSource): Promise<LabWork> {
    const work = new LabWork(lab);
    let saved: SavedWork = NOTHING_SAVED;
    try {
      saved = await readWork(lab.slug);
    } catch {
      work.storageWorks.value = false;
    }
    work.#restore(saved);
    work.#practise((practice) => afterStart(practice, Date.now()));
    return work;
  }

  /** Takes the text of one file. False when it is what the file held already. */
  edit(path: string, text: string): boolean {
    const original = filesOf(this.#lab, 'start')[path];
    const { [path]: before, ...others } = this.edits.value;
    if ((before ?? original) === text) return false;
    this.edits.value = text === original ? others : { ...others, [path]: text };
    this.#unsaved.add(path);
    this.#saving.soon();
    return true;
  }

  /** Replaces all edits; returns those that were there, to undo. */
  replaceEdits(edits: Files): Files {
    const before = this.edits.value;
    for (const path of Object.keys({ ...before, ...edits })) this.#unsaved.add(path);
    this.edits.value = edits;
    this.labHasChanged.value = false;
    this.#saving.soon();
    return before;
  }

  openHint(): void {
    this.hints.value = Math.min(3, this.hints.value + 1);
    this.#saving.soon();
  }

  open(path: string): void {
    this.openFile.value = path;
    this.#saving.soon();
  }

  /** The first time counts. */
  solved(): void {
    if (this.solvedAt.value !== undefined) return;
    this.solvedAt.value = Date.now();
    this.#saving.now();
  }

  /** The verdict that was given last, when it was about this version of the lab. */
  async lastVerdict(): Promise<KeptVerdict | undefined> {
    if (!this.storageWorks.value) return undefined;
    const kept = await readVerdict(this.#lab.slug);
    return kept?.version === labVersion(this.#lab) ? kept : undefined;
  }

  keepVerdict(verdict: Verdict, files: string): void {
    writeVerdict(this.#lab.slug, { verdict, files, version: labVersion(this.#lab) }).catch(() => {
      this.storageWorks.value = false;
    });
  }

  /** Counts a verdict, and the wrong fix that it is about; tells other pages. @param files as the state of Verify has them */
  judged(verdict: Verdict, files: string): void {
    const wrongFix = recognizeWrongFix(this.#lab, JSON.parse(files) as Files, verdict);
    this.#practise((practice) => afterVerdict(practice, verdict, wrongFix, Date.now()));
    tellVerdict(this.#lab.slug, verdict);
  }

  /** Counts time in which the lab was seen and used, ms. */
  used(ms: number): void {
    this.#practise((practice) => afterUse(practice, ms));
  }

  /** Goes on with work that came from a file. Returns the edits that were there, to undo. */
  takeOver(saved: SavedWork): Files {
    const before = this.edits.value;
    this.#restore(saved);
    this.#saving.now();
    return before;
  }

  /** For a page that may be gone the next moment: its reader leaves, or a program starts that may take the tab along. */
  saveParting(): void {
    this.#saving.parting();
  }

  close(): void {
    this.#saving.close();
    this.#otherTabs.close();
  }

  #practise(change: (practice: Practice) => Practice): void {
    if (!this.storageWorks.value) return;
    changePractice(this.#lab.slug, change).catch(() => {
      this.storageWorks.value = false;
    });
  }

  #current(): SavedWork {
    return {
      edits: this.edits.value,
      hints: this.hints.value,
      version: labVersion(this.#lab),
      solvedAt: this.solvedAt.value,
      openFile: this.openFile.value,
      savedAt: Date.now(),
    };
  }

  #restore(saved: SavedWork): void {
    this.edits.value = this.#editable(saved.edits);
    this.hints.value = saved.hints;
    this.solvedAt.value = saved.solvedAt;
    this.labHasChanged.value = Object.keys(this.edits.value).length > 0 && saved.version !== undefined && saved.version !== labVersion(this.#lab);
    if (saved.openFile !== undefined && filesOf(this.#lab, 'start')[saved.openFile] !== undefined) this.openFile.value = saved.openFile;
  }

  /** Takes what another tab saved, but for the files that were edited here meanwhile. */
  #adopt(saved: SavedWork): void {
    const mine = Object.entries(this.edits.value).filter(([path]) => this.#unsaved.has(path));
    const theirs = Object.entries(this.#editable(saved.edits)).filter(([path]) => !this.#unsaved.has(path));
    this.edits.value = Object.fromEntries([...theirs, ...mine]);
    this.hints.value = Math.max(this.hints.value, saved.hints);
    this.solvedAt.value ??= saved.solvedAt;
  }

  #editable(edits: Files): Files {
    const editable = new Set(this.#lab.manifest.editable);
    return Object.fromEntries(Object.entries(edits).filter(([path]) => editable.has(path)));
  }
}
