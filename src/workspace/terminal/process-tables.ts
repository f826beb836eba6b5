import type { ProcessReading } from '@unhandled/lab';

/** Columns, each as wide as its widest cell; those that hold numbers stand to the right. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (right.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function elapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** ps(1): HEAP is what the process retains after a collection, KB. */
export function psTable(processes: readonly ProcessReading[]): string {
  const rows = processes.map(({ pid, ageMs, heapBytes, handles, command }) => [
    String(pid),
    elapsed(ageMs),
    (heapBytes / 1024).toFixed(0),
    String(handles.length),
    command,
  ]);
  return columns([['PID', 'ELAPSED', 'HEAP', 'HANDLES', 'COMMAND'], ...rows], [0, 2, 3]);
}

/** Kinds that hold a descriptor of the process: what `ulimit -n` counts. */
const DESCRIPTORS = new Set(['fd', 'socket', 'server', 'watcher']);

/** lsof(8) with what a real one cannot know: the line that opened each handle. `everything` adds handles that are no descriptors. */
export function lsofTable(processes: readonly ProcessReading[], everything: boolean): string {
  const rows = processes.flatMap(({ pid, handles }) =>
    handles
      .filter(({ kind }) => everything || DESCRIPTORS.has(kind))
      .map(({ id, kind, label, at, request }) => [
        String(pid),
        String(id),
        kind,
        at === undefined ? '-' : `${at.file}:${at.line}`,
        label,
        request === undefined ? '-' : `${request.method} ${request.url}`,
      ]),
  );
  return columns([['PID', 'HANDLE', 'KIND', 'OPENED AT', 'NAME', 'FOR REQUEST'], ...rows], [0, 1]);
}

/** One screen of top(1): each process with what it holds, by kind. */
export function topScreen(processes: readonly ProcessReading[]): string {
  const head = `${processes.length} running\n\n`;
  if (processes.length === 0) return head;
  const kinds = [...new Set(processes.flatMap(({ handles }) => handles.map(({ kind }) => kind)))].sort();
  const rows = processes.map(({ pid, ageMs, heapBytes, handles, openFilesLimit, command }) => {
    const descriptors = handles.filter(({ kind }) => DESCRIPTORS.has(kind)).length;
    return [
      String(pid),
      elapsed(ageMs),
      (heapBytes / 1024).toFixed(0),
      `${descriptors}/${openFilesLimit}`,
      ...kinds.map((kind) => String(handles.filter((handle) => handle.kind === kind).length)),
      command,
    ];
  });
  const names = ['PID', 'ELAPSED', 'HEAP KB', 'OPEN FILES', ...kinds.map((kind) => kind.toUpperCase()), 'COMMAND'];
  return head + columns([names, ...rows], [0, 2, 3, ...kinds.map((_, at) => at + 4)]);
}
