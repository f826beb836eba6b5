import { useState } from 'preact/hooks';
import type { WorkspaceStrings } from '../i18n/workspace.ts';
import { type Problem, problemReport } from './problem-report.ts';

/** A button that puts a report of a problem into the clipboard; where the browser has none to give, the report is shown to copy by hand. */
export function CopyReport({ problem, strings }: { problem: Problem; strings: WorkspaceStrings }) {
  const [state, setState] = useState<'none' | 'copied' | 'shown'>('none');
  // The address without its fragment: that may carry files.
  const report = () => problemReport(problem, { url: location.origin + location.pathname, browser: navigator.userAgent, at: new Date() });

  async function copy() {
    try {
      await navigator.clipboard.writeText(report());
      setState('copied');
    } catch {
      setState('shown');
    }
  }

  return (
    <>
      <button type="button" class="uh-link" onClick={copy}>
        {state === 'copied' ? strings.reportCopied : strings.copyReport}
      </button>
      {state === 'shown' && <textarea class="uh-report uh-mono" readOnly rows={6} aria-label={strings.copyReport} value={report()} />}
    </>
  );
}
