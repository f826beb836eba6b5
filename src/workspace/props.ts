import type { ComponentChildren } from 'preact';
import type { Locale } from '../i18n/locale.ts';
import type { WebContainerSettings } from './sandboxes/web-container-settings.ts';

/**
 * What the lesson page hands the workspace island. Everything here is serialised into the page, so
 * it stays small: the lab's files come later, with the lab's own chunk, when Start is pressed.
 *
 * How page and island share the window (attributes on the closest `.uh-lab`):
 * - `data-view` = story | code | charts | checks: the tab chosen on a narrow screen. The page's
 *   tabs write it; the workspace's CSS reads it.
 * - `data-lab-state` = waiting | started: the workspace writes it once the editor is asked for;
 *   before that the page shows the two tabs Story and Lab only.
 */
export interface LabWorkspaceProps {
  /** Folder name in labs/. */
  readonly lab: string;
  readonly locale: Locale;
  /** The lab's words in this locale, or English where there is no translation. */
  readonly content: LabContent;
  readonly webContainers: WebContainerSettings;
  /** The server-rendered picture of the leak and the file list, shown until Start. */
  readonly children?: ComponentChildren;
}

/** Every word a lab needs beside its lesson: `src/content/labs/<locale>/<slug>.json`. */
export interface LabContent {
  readonly title: string;
  /** From a nudge to nearly the answer. */
  readonly hints: readonly [string, string, string];
  /** By folder name in wrong/: why it tempts and what gives it away. */
  readonly wrongFixes: Readonly<Record<string, { readonly tempting: string; readonly fails: string }>>;
  /** By check id: what the check promises, as a short sentence. */
  readonly checks: Readonly<Record<string, string>>;
}
