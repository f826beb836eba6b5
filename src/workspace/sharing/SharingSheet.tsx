import { useEffect, useRef, useState } from 'preact/hooks';
import { filesOf, sentenceOf } from '@unhandled/lab';
import type { Locale } from '../../i18n/locale.ts';
import { checkMessages, fill, type WorkspaceStrings } from '../../i18n/workspace.ts';
import { toCsv } from '../charts/export-charts.ts';
import type { LabContent } from '../props.ts';
import { saveFile } from '../save-file.ts';
import { readAllWork, readLearner, writeAllWork, writeLearner } from '../saved-work.ts';
import type { Session } from '../session.ts';
import { fromProgressFile, PROGRESS_FILE_NAME, toProgressFile } from './progress-file.ts';
import { toShareLink } from './share-link.ts';
import { messageOf } from '../problem-report.ts';

interface SharingSheetProps {
  readonly open: boolean;
  readonly session: Session;
  readonly strings: WorkspaceStrings;
  readonly locale: Locale;
  readonly content: LabContent;
  readonly onClose: () => void;
}

/** Ways to take one's work elsewhere. Nothing is sent anywhere: files are saved, a link is copied. */
export function SharingSheet({ open, session, strings, locale, content, onClose }: SharingSheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [said, setSaid] = useState('');
  const [name, setName] = useState('');
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
    setSaid('');
    // Without storage there is no name to remember; saving says what is wrong.
    if (open)
      readLearner().then(
        // Whoever types already must not lose it.
        (learner) => setName((typed) => (typed === '' ? learner.name : typed)),
        () => {},
      );
  }, [open]);
  const text = strings.sharing;
  const { slug } = session.lab;

  /** What cannot be done is said in the sheet; nothing is lost by it. */
  async function attempt(work: () => Promise<string>) {
    try {
      setSaid(await work());
    } catch (error) {
      setSaid(fill(text.failed, { message: messageOf(error) }));
    }
  }

  async function copyLink() {
    await navigator.clipboard.writeText(await toShareLink(new URL(location.href), session.work.edits.value));
    return text.copied;
  }

  async function saveProject() {
    const [{ toNodeProject }, { loadProjectParts }] = await Promise.all([import('./node-project.ts'), import('./load-project-parts.ts')]);
    const { parts, lab } = await loadProjectParts(slug);
    saveFile(`${slug}.zip`, toNodeProject({ slug, files: session.files.value, ...lab }, parts));
    return fill(text.saved, { name: `${slug}.zip` });
  }

  async function saveEvidence() {
    const { toEvidencePage } = await import('./evidence.ts');
    const { verify } = session;
    const messages = checkMessages(locale);
    const verdict = verify.value.kind === 'done' ? verify.value.verdict : undefined;
    const page = toEvidencePage(
      {
        title: content.title,
        page: location.origin + location.pathname,
        before: filesOf(session.lab, 'start'),
        after: session.files.value,
        verdict,
        verdictIsCurrent: !session.verdictIsStale.value,
        sentence: (check) => (messages ? sentenceOf(check.finding, messages) : check.sentence),
        charts: [...session.pictures].flatMap(([title, canvas]) => {
          const picture = canvas()?.toDataURL('image/png');
          return picture === undefined ? [] : [{ title, picture }];
        }),
        csv: toCsv(session.readings.value),
        takenAt: new Date(),
      },
      strings,
    );
    saveFile(`${slug}-evidence.html`, new Blob([page], { type: 'text/html' }));
    return fill(text.saved, { name: `${slug}-evidence.html` });
  }

  async function saveProgress() {
    session.work.saveParting();
    const { id } = await readLearner();
    const learner = { id, name: name.trim() };
    await writeLearner(learner);
    saveFile(PROGRESS_FILE_NAME, await toProgressFile({ learner, savedAt: Date.now(), labs: await readAllWork() }));
    return fill(text.saved, { name: PROGRESS_FILE_NAME });
  }

  async function takeProgress(file: File) {
    const { labs, learner } = await fromProgressFile(file);
    await writeAllWork(labs);
    if (learner !== undefined) {
      await writeLearner(learner);
      setName(learner.name);
    }
    const own = labs[slug];
    if (own !== undefined) session.work.takeOver(own);
    return fill(text.taken, { count: Object.keys(labs).length });
  }

  const rows = [
    [text.link, text.linkExplain, copyLink],
    [text.project, text.projectExplain, saveProject],
    [text.evidenceFile, text.evidenceExplain, saveEvidence],
    [text.progress, text.progressExplain, saveProgress],
  ] as const;
  return (
    <dialog class="uh-sheet uh-sharing" ref={dialog} onClose={onClose} aria-labelledby="uh-sharing-title">
      <h2 id="uh-sharing-title">{text.title}</h2>
      <ul>
        {rows.map(([label, explanation, act]) => (
          <li key={label}>
            <button type="button" class="uh-button" onClick={() => void attempt(act)}>
              {label}
            </button>
            <span>{explanation}</span>
          </li>
        ))}
        <li class="uh-learner">
          <label for="uh-learner-name">{text.name}</label>
          <span>
            <input id="uh-learner-name" value={name} maxLength={200} autocomplete="name" onInput={({ currentTarget }) => setName(currentTarget.value)} />
            {text.nameExplain}
          </span>
        </li>
        <li>
          <label class="uh-button uh-file">
            {text.take}
            <input
              type="file"
              accept=".gz,.json,application/gzip,application/json"
              onChange={({ currentTarget }) => {
                const file = currentTarget.files?.[0];
                if (file) void attempt(() => takeProgress(file));
                currentTarget.value = '';
              }}
            />
          </label>
          <span>{text.takeExplain}</span>
        </li>
      </ul>
      <p role="status" class="uh-said">
        {said}
      </p>
      <button type="button" class="uh-button" onClick={onClose}>
        {strings.shortcuts.close}
      </button>
    </dialog>
  );
}
