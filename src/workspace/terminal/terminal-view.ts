import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { WorkspaceStrings } from '../../i18n/workspace.ts';
import type { Session } from '../session.ts';
import { commonStart, LineEditor } from './line-editor.ts';

/** How often `top` looks again, ms. */
const TOP_MS = 1000;

/** A terminal in an element, with a line editor before the lab's shell. Returns what ends it. */
export function openTerminal(element: HTMLElement, session: Session, strings: WorkspaceStrings['terminal']): () => void {
  const terminal = new Terminal({
    fontSize: 12.5,
    lineHeight: 1.25,
    cursorBlink: false,
    screenReaderMode: true,
    scrollback: 2000,
    theme: themeOf(element),
    convertEol: true,
    fontFamily: fontOf(element),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(element);
  terminal.textarea?.setAttribute('aria-label', strings.label);
  fit.fit();
  const resized = new ResizeObserver(() => fit.fit());
  resized.observe(element);
  const themed = new MutationObserver(() => {
    terminal.options.theme = themeOf(element);
  });
  themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });

  const line = new LineEditor();
  let cwd = '/app';
  let busy = false;
  let typedAhead: string[] = [];
  let isGone = false;
  /** Of the line that is drawn: how far below its first row the cursor stands. */
  let cursorRow = 0;
  let stopTop: (() => void) | undefined;

  const prompt = () => `${cwd.replace(/^\/app/, '~')} $ `;

  function draw(): void {
    const shown = prompt();
    const end = shown.length + line.text.length;
    const at = shown.length + line.cursor;
    const row = Math.floor(at / terminal.cols);
    const up = Math.floor(end / terminal.cols) - row;
    const column = at % terminal.cols;
    terminal.write(
      `${cursorRow > 0 ? `\x1b[${cursorRow}A` : ''}\r\x1b[J\x1b[36m${shown}\x1b[0m${line.text}${end % terminal.cols === 0 ? '\r\n' : ''}${up > 0 ? `\x1b[${up}A` : ''}\r${column > 0 ? `\x1b[${column}C` : ''}`,
    );
    cursorRow = row;
  }

  function newLine(text = ''): void {
    terminal.write(`\r\n${text}`);
    cursorRow = 0;
  }

  async function run(text: string): Promise<void> {
    newLine();
    if (text === '') return;
    if (text === 'clear') return terminal.clear();
    busy = true;
    if (text === 'top') return watchTop();
    const result = await session.shell.run(text);
    busy = false;
    if (isGone) return;
    cwd = result.cwd ?? cwd;
    write(result.stdout);
    write(result.stderr);
  }

  /** Output that does not end its line gets its end here, so that the prompt stands at the left. */
  function write(text: string): void {
    if (text !== '') terminal.write(text.endsWith('\n') ? text : `${text}\r\n`);
  }

  /** Looks again each second until q or Ctrl+C. */
  function watchTop(): Promise<void> {
    return new Promise((resolve) => {
      const look = async () => {
        const { stdout, stderr } = await session.shell.run('top');
        if (stopTop !== undefined) terminal.write(`\x1b[2J\x1b[H${stdout}${stderr}\n${strings.topEnds}`);
      };
      const timer = setInterval(() => void look(), TOP_MS);
      stopTop = () => {
        clearInterval(timer);
        stopTop = undefined;
        busy = false;
        newLine();
        resolve();
      };
      void look();
    });
  }

  async function complete(before: string): Promise<void> {
    const words = await session.shell.complete(before);
    const word = /[^\s|;&]*$/.exec(before)?.[0] ?? '';
    const start = commonStart(words);
    if (start.length > word.length) line.insert(start.slice(word.length));
    if (words.length === 1 && !words[0]?.endsWith('/')) line.insert(' ');
    if (words.length > 1 && start.length <= word.length) {
      newLine(words.join('  '));
      newLine();
    }
    draw();
  }

  terminal.onData((data) => {
    if (stopTop !== undefined) {
      if (data === 'q' || data === '\x03') stopTop();
      return;
    }
    if (busy && data === '\x03') {
      typedAhead = [];
      session.shell.interrupt();
    } else if (busy) typedAhead.push(data);
    else press(data);
  });

  function press(data: string): void {
    const action = line.press(data);
    if (action.kind === 'run')
      void run(action.line).then(() => {
        if (isGone) return;
        draw();
        takeTypedAhead();
      });
    else if (action.kind === 'complete') void complete(action.before);
    else if (action.kind === 'interrupt') {
      newLine();
      draw();
    } else if (action.kind === 'clear') {
      terminal.clear();
      draw();
    } else draw();
  }

  /** Keys that came while a command ran: they belong to the line after it. */
  function takeTypedAhead(): void {
    while (!busy) {
      const data = typedAhead.shift();
      if (data === undefined) return;
      press(data);
    }
  }
  leaveWithEscape(terminal);

  terminal.write(`${strings.welcome}\r\n`);
  draw();
  terminal.focus();
  return () => {
    isGone = true;
    stopTop?.();
    resized.disconnect();
    themed.disconnect();
    terminal.dispose();
  };
}

/** Tab completes a word. After Escape it leaves the terminal, as Tab does everywhere. */
function leaveWithEscape(terminal: Terminal): void {
  let leaves = false;
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.type !== 'keydown') return true;
    if (event.key === 'Tab' && leaves) return false;
    if (event.key !== 'Shift') leaves = event.key === 'Escape';
    // The desk's own keys.
    return !(event.key === 'F6' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey)));
  });
}

function fontOf(element: HTMLElement): string {
  return getComputedStyle(element).getPropertyValue('--uh-font-mono').trim();
}

function themeOf(element: HTMLElement) {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    background: color('--uh-bg'),
    foreground: color('--uh-text'),
    cursor: color('--uh-text'),
    cursorAccent: color('--uh-bg'),
    selectionBackground: color('--uh-line-strong'),
    cyan: color('--uh-accent'),
    red: color('--uh-status-server'),
    green: color('--uh-status-ok'),
    yellow: color('--uh-status-client'),
    blue: color('--uh-heap'),
  };
}
