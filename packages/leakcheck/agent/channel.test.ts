import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { OutputReader, toInputLines } from './line-protocol.ts';
import type { AgentReading } from './messages.ts';

const AGENT = fileURLToPath(new URL('agent.ts', import.meta.url));
/** util-linux's: runs a command on a terminal of its own. Other systems' takes other options. */
const SCRIPT = '/usr/bin/script';
const PROGRAM = "import { openSync } from 'node:fs';\nopenSync('program.mjs');\nprocess.stdout.write('no line end');\nsetTimeout(() => {}, 60_000);\n";

/** Asks the agent once, and returns its answer with everything that was printed besides. */
async function askOnce(command: string, args: readonly string[], folder: string): Promise<{ reading: AgentReading; text: string }> {
  const child = spawn(command, args, { cwd: folder });
  let text = '';
  try {
    const reading = await new Promise<AgentReading>((resolve, reject) => {
      const reader = new OutputReader(
        (message) => resolve((message as { answer: AgentReading }).answer),
        (printed) => {
          text += printed;
          // It runs: the question comes in the middle of a line of its own.
          child.stdin.write(toInputLines({ number: 1, question: { ask: 'read' } }));
        },
      );
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => reader.take(chunk));
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`it ended: ${text}`)));
    });
    return { reading, text };
  } finally {
    child.kill('SIGKILL');
  }
}

for (const kind of ['pipes', 'terminal'] as const) {
  test.skipIf(kind === 'terminal' && !(process.platform === 'linux' && existsSync(SCRIPT)))(
    `the agent answers on a process’s ${kind}, and nothing of the question is in the output`,
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'unhandled-agent-'));
      await writeFile(join(folder, 'program.mjs'), PROGRAM);
      const node = [process.execPath, '--expose-gc', '--import', AGENT, 'program.mjs'];
      const [command = '', ...args] = kind === 'pipes' ? node : [SCRIPT, '-qefc', `exec ${node.join(' ')}`, '/dev/null'];
      const { reading, text } = await askOnce(command, args, folder);
      const [own] = reading.handles.filter(({ frames }) => frames.length > 0);
      expect(own).toMatchObject({ kind: 'fd', label: 'program.mjs', frames: [{ file: 'program.mjs', line: 2 }] });
      expect(reading.collected).toBe(true);
      expect(text).toBe('no line end');
      await rm(folder, { recursive: true });
    },
  );
}
