import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../i18n/locale.ts';
import { fill } from '../i18n/strings.ts';
import { trainerStrings } from '../i18n/trainer.ts';
import { saveFile } from '../workspace/save-file.ts';
import { fromProgressFile, ProgressFileError } from '../workspace/sharing/progress-file.ts';
import { type BoardLab, type BoardLearner, toLearner, withLearner } from './board.ts';
import { toBoardCsv } from './board-csv.ts';
import { ClassReport } from './ClassReport.tsx';
import './trainer-board.css';

interface TrainerBoardProps {
  readonly locale: Locale;
  /** Labs that can be worked on today, in the order of the course. */
  readonly labs: readonly BoardLab[];
}

interface Refusal {
  readonly file: string;
  readonly text: string;
}

/** Reads files of progress in the page and shows how the class is doing. */
export function TrainerBoard({ locale, labs }: TrainerBoardProps) {
  const strings = trainerStrings(locale);
  const [learners, setLearners] = useState<readonly BoardLearner[]>([]);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [said, setSaid] = useState('');
  const [over, setOver] = useState(false);
  const [hydrated, setHydrated] = useState(false);
  // Two drops may be read at the same time: both add to what is there then.
  const current = useRef<readonly BoardLearner[]>([]);
  useEffect(() => setHydrated(true), []);

  function show(next: readonly BoardLearner[]) {
    current.current = next;
    setLearners(next);
  }

  /** A file that cannot be read is refused with its reason; the others still load. */
  async function take(files: readonly File[]) {
    setSaid(fill(strings.reading, { count: files.length }));
    const refused: Refusal[] = [];
    for (const file of files) {
      try {
        const learner = toLearner(await fromProgressFile(file), file.name, labs);
        const { learners: next, older } = withLearner(current.current, learner);
        show(next);
        if (older !== undefined) refused.push({ file: older.file, text: fill(strings.older, { file: older.file, name: older.name }) });
      } catch (error) {
        const reason = error instanceof ProgressFileError || error instanceof Error ? error.message : String(error);
        refused.push({ file: file.name, text: fill(strings.refused, { file: file.name, reason }) });
      }
    }
    setRefusals(refused);
    setSaid(fill(strings.added, { count: files.length - refused.length, refused: refused.length }));
  }

  function forget() {
    show([]);
    setRefusals([]);
    setSaid('');
  }

  return (
    <div class="uh-trainer">
      <section
        class={`uh-drop ${over ? 'uh-drop-over' : ''}`}
        aria-label={strings.drop}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take([...(event.dataTransfer?.files ?? [])]);
        }}
      >
        <p>{strings.drop}</p>
        <label class={`uh-button uh-button-primary uh-choose ${hydrated ? '' : 'uh-choose-waiting'}`}>
          {strings.choose}
          <input
            type="file"
            multiple
            disabled={!hydrated}
            accept=".gz,.json,application/gzip,application/json"
            onChange={({ currentTarget }) => {
              const files = [...(currentTarget.files ?? [])];
              currentTarget.value = '';
              if (files.length > 0) void take(files);
            }}
          />
        </label>
      </section>
      <p role="status" class="uh-said">
        {said}
      </p>
      {refusals.length > 0 && (
        <section class="uh-refusals" aria-label={strings.refusedTitle}>
          <ul>
            {refusals.map(({ file, text }, index) => (
              <li key={`${file}${index}`}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      {learners.length > 0 && (
        <>
          <ClassReport
            learners={learners}
            labs={labs}
            strings={strings}
            locale={locale}
            onRemove={(id) => show(current.current.filter((learner) => learner.id !== id))}
          />
          <div class="uh-board-actions">
            <button type="button" class="uh-button" onClick={() => saveFile('class-board.csv', new Blob([toBoardCsv(learners, labs)], { type: 'text/csv' }))}>
              {strings.csv}
            </button>
            <button type="button" class="uh-button" onClick={() => print()}>
              {strings.print}
            </button>
            <button type="button" class="uh-button" onClick={forget}>
              {strings.clear}
            </button>
          </div>
        </>
      )}
      <p class="uh-honesty">{strings.honesty}</p>
    </div>
  );
}
