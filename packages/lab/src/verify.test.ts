import { expect, test } from 'vitest';
import { CHECKS, FILES, LAB, MANIFEST, serverThat } from '../fixtures/fake-lab.ts';
import { createFakeSandbox, type FakeProcess, type FakeServer } from '../fixtures/fake-sandbox.ts';
import { checkResult } from './check-result.ts';
import { ProgramError, type RequestSpec } from './sandbox.ts';
import type { Verdict, VerifyEvent } from './verdict.ts';
import { type LabToVerify, verify } from './verify.ts';

const isBad = ({ path, abort }: RequestSpec) => path === '/bad' && abort === undefined;

function verdictOn(server: FakeServer | ProgramError, lab: LabToVerify = LAB): Promise<Verdict> {
  return verify(lab, FILES, createFakeSandbox(server));
}

function failedIn({ checks }: Verdict): string[] {
  return checks.filter(({ status }) => status === 'fail').map(({ id }) => id);
}

function sentence({ checks }: Verdict, id: string): string | undefined {
  return checks.find((check) => check.id === id)?.sentence;
}

/** Up to `spread` bytes more, the same each time. */
function seededNoise(spread: number): () => number {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * spread);
  };
}

test('verify() passes a server that answers as agreed and keeps nothing', async () => {
  const verdict = await verdictOn(serverThat());
  expect(verdict.checks.filter(({ status }) => status !== 'pass')).toEqual([]);
  expect(verdict.status).toBe('pass');
});

test('verify() sends the whole workload: warm-up, three batches, the odd one, side batches, the mixed run, a last good request', async () => {
  const counts: Record<string, number> = {};
  await verdictOn(serverThat(({ path, abort }) => void (counts[abort ? 'abort' : path] = (counts[abort ? 'abort' : path] ?? 0) + 1)));
  expect(counts).toEqual({ '/good': 20 + 100 + 1, '/bad': 20 + 3 * 200 + 37 + 100, '/early': 20 + 100 + 50, abort: 20 + 100 + 50 });
});

test('verify() names rate and line of a leak', async () => {
  const verdict = await verdictOn(serverThat((request, process) => void (isBad(request) && process.open('fd', 'src/receipt.ts:14'))));
  expect(failedIn(verdict)).toEqual(['handles-failing', 'handles-mixed']);
  expect(sentence(verdict, 'handles-failing')).toBe('+1.00 fd per failing request, opened at src/receipt.ts:14.');
  expect(verdict.checks.find(({ id }) => id === 'handles-failing')).toMatchObject({
    figure: { value: 1, unit: 'fd/request', threshold: 0 },
    at: { file: 'src/receipt.ts', line: 14 },
  });
});

test('verify() finds a leak of one request in twenty', async () => {
  let bad = 0;
  const verdict = await verdictOn(serverThat((request, process) => void (isBad(request) && ++bad % 20 === 0 && process.open('socket', 'src/a.ts:1'))));
  expect(sentence(verdict, 'handles-failing')).toBe('+0.05 socket per failing request, opened at src/a.ts:1.');
});

test('verify() finds a single handle in the whole run', async () => {
  let bad = 0;
  const verdict = await verdictOn(serverThat((request, process) => void (isBad(request) && ++bad === 300 && process.open('timer', 'src/a.ts:9'))));
  expect(failedIn(verdict)).toEqual(['handles-failing']);
  expect(sentence(verdict, 'handles-failing')).toMatch(/^\+1 timer after \d+ failing requests, opened at src\/a\.ts:9\.$/);
});

test('verify() is not fooled by a cleanup every hundredth request', async () => {
  let open: number[] = [];
  const verdict = await verdictOn(
    serverThat((request, process) => {
      if (!isBad(request)) return;
      open.push(process.open('fd', 'src/a.ts:3'));
      if (open.length < 100) return;
      for (const id of open) process.close(id);
      open = [];
    }),
  );
  expect(failedIn(verdict)).toContain('handles-failing');
});

test('verify() is not fooled by a cleanup that the odd batch happens to trigger', async () => {
  const open: number[] = [];
  const verdict = await verdictOn(
    serverThat((request, process) => {
      if (!isBad(request)) return;
      open.push(process.open('fd', 'src/a.ts:3'));
      if (open.length === 20 + 600 + 37) for (const id of open) process.close(id);
    }),
  );
  expect(failedIn(verdict)).toContain('handles-failing');
});

test('verify() finds what leaks on the early return alone', async () => {
  const verdict = await verdictOn(serverThat(({ path }, process) => void (path === '/early' && process.open('fd', 'src/a.ts:2'))));
  expect(failedIn(verdict)).toEqual(['handles-early-return', 'handles-mixed']);
});

test('verify() finds what leaks when the client hangs up', async () => {
  const verdict = await verdictOn(serverThat(({ abort }, process) => void (abort && process.open('listener', 'src/a.ts:2'))));
  expect(failedIn(verdict)).toEqual(['handles-abort', 'handles-mixed']);
  expect(sentence(verdict, 'handles-abort')).toBe('+1.00 listener per aborted request, opened at src/a.ts:2.');
});

test('verify() fails 64 retained bytes a request and passes 63', async () => {
  const retaining = (bytes: number) => verdictOn(serverThat((request, process) => isBad(request) && process.retain(bytes)));
  expect(failedIn(await retaining(63))).toEqual([]);
  const verdict = await retaining(64);
  expect(failedIn(verdict)).toEqual(['heap']);
  expect(sentence(verdict, 'heap')).toBe('64 B retained per failing request; a clean server stays below 64 B.');
});

test('verify() wants a declared bounded structure to reach a plateau of exactly zero', async () => {
  const bounded: LabToVerify = { ...LAB, manifest: { ...MANIFEST, bounds: { heap: true } } };
  let entries = 0;
  const ring = serverThat((request, process) => isBad(request) && entries++ < 400 && process.retain(500));
  expect(failedIn(await verdictOn(ring, bounded))).toEqual([]);
  const slow = serverThat((request, process) => isBad(request) && process.retain(1));
  expect(sentence(await verdictOn(slow, bounded), 'heap')).toMatch(/^1 B retained per failing request by a structure that was declared bounded/);
});

test('verify() lets a declared pool hold idle connections up to its size', async () => {
  const pooling = (size: number) => {
    const idle: number[] = [];
    return serverThat((request, process, count) => {
      if (!isBad(request)) return;
      if (idle.length >= size) process.close(idle.shift() as number);
      if (count % 3 === 0 || idle.length < size) idle.push(process.open('socket', 'src/pool.ts:8'));
    });
  };
  const lab: LabToVerify = { ...LAB, manifest: { ...MANIFEST, bounds: { pools: { socket: 4 } } } };
  expect(failedIn(await verdictOn(pooling(4), lab))).toEqual([]);
  expect(failedIn(await verdictOn(pooling(9), lab))).toContain('handles-failing');
});

test('verify() holds peaks against what the lab declares, its own neighbours left out', async () => {
  const lab: LabToVerify = { ...LAB, manifest: { ...MANIFEST, bounds: { peaks: { fd: 2 } } } };
  const holding = (count: number) =>
    serverThat((_request, process) => {
      for (const id of Array.from({ length: count }, () => process.open('fd'))) process.close(id);
    });
  expect(failedIn(await verdictOn(holding(2), lab))).toEqual([]);
  expect(sentence(await verdictOn(holding(3), lab), 'peak')).toBe('3 fd were open at once; 2 are allowed.');
});

test('verify() fails the contract on status and on body, in the run that measures', async () => {
  const swallowing = await verdictOn({ answer: () => ({ status: 200, json: { ok: true } }) });
  expect(failedIn(swallowing)).toEqual(['contract-failing', 'contract-early-return']);
  expect(sentence(swallowing, 'contract-failing')).toBe('757 of 757 failing requests were answered wrongly: "a bad one" got 200 instead of 422.');
  const late = await verdictOn({
    answer: ({ path }, process, count) => serverThat().answer({ method: 'GET', path: path === '/bad' && count === 700 ? '/good' : path }, process, count),
  });
  expect(sentence(late, 'contract-failing')).toBe('1 of 757 failing requests were answered wrongly: "a bad one" got 200 instead of 422.');
});

test('verify() counts swallowed errors', async () => {
  const verdict = await verdictOn(serverThat((request, process) => isBad(request) && process.swallow()));
  expect(failedIn(verdict)).toEqual(['no-swallowed-errors']);
});

test('verify() sees a stranger’s descriptor closed', async () => {
  const verdict = await verdictOn(serverThat((_request, process, count) => count === 500 && process.closeNeighbours()));
  expect(failedIn(verdict)).toEqual(['handles-failing', 'neighbour']);
  expect(sentence(verdict, 'handles-failing')).toMatch(/^Handles that were open before are gone after \d+ failing requests: 1 fd\.$/);
});

test('verify() sees a raised limit, in files or memory', async () => {
  const files = { ...FILES, 'deploy/limits.json': '{"openFiles":65536,"memoryBytes":67108864}' };
  const verdict = await verify(LAB, files, createFakeSandbox(serverThat()));
  expect(failedIn(verdict)).toEqual(['limits']);
  expect(sentence(verdict, 'limits')).toBe('The limit on open files was changed from 1024 to 65536: the cliff moves, the slope stays.');
  const memory = await verify(LAB, { ...FILES, 'deploy/limits.json': '{"memoryBytes":999999999}' }, createFakeSandbox(serverThat()));
  expect(sentence(memory, 'limits')).toBe('The memory limit was changed from 67108864 to 999999999 bytes: the cliff moves, the slope stays.');
});

test('verify() sees that another process took over', async () => {
  const verdict = await verdictOn(serverThat((_request, process, count) => count === 600 && process.replace()));
  expect(failedIn(verdict)).toEqual(['same-process']);
});

test('verify() of a server that dies half-way judges what was measured and skips the rest', async () => {
  const dying = serverThat((request, process, count) => {
    if (isBad(request)) process.open('fd', 'src/a.ts:3');
    if (count === 400) process.exit(1, 'Error: EMFILE: too many open files\n    at receipt (src/a.ts:3:9)');
  });
  const verdict = await verdictOn(dying);
  expect(verdict.status).toBe('fail');
  expect(failedIn(verdict)).toEqual(['contract-failing', 'handles-failing', 'same-process']);
  expect(sentence(verdict, 'same-process')).toBe('The process ended during the run, with exit code 1: Error: EMFILE: too many open files');
  expect(verdict.checks.filter(({ status }) => status === 'skipped').map(({ id, sentence: why }) => `${id}: ${why}`)).toEqual([
    'handles-early-return: Not measured: the process had ended.',
    'handles-abort: Not measured: the process had ended.',
    'handles-mixed: Not measured: the process had ended.',
    'heap: Not measured: the process had ended.',
    'alive: Not measured: the process had ended.',
    'neighbour: Not measured: the process had ended.',
  ]);
});

test('verify() of a server that dies in the warm-up is a verdict', async () => {
  const verdict = await verdictOn(serverThat((_request, process) => process.exit(3)));
  expect(failedIn(verdict)).toEqual(['contract-good', 'contract-failing', 'contract-early-return', 'same-process']);
  expect(sentence(verdict, 'same-process')).toBe('The process ended during the run, with exit code 3: it said nothing');
});

test('verify() of a file that does not parse points at the place and skips the rest', async () => {
  const verdict = await verdictOn(new ProgramError('src/main.ts:3:7: Expected ";"', { file: 'src/main.ts', line: 3, column: 7 }));
  expect(verdict.status).toBe('fail');
  expect(verdict.checks[0]).toMatchObject({
    id: 'boot',
    status: 'fail',
    at: { file: 'src/main.ts', line: 3 },
    sentence: 'The server did not start: src/main.ts:3:7: Expected ";"',
  });
  expect(new Set(verdict.checks.slice(1).map(({ status, sentence: why }) => `${status} ${why}`))).toEqual(
    new Set(['skipped Not measured: the server did not start.']),
  );
});

test('verify() of a server that dies while it starts is a verdict', async () => {
  const verdict = await verdictOn(serverThat(undefined, { listens: false, onBoot: (process) => process.exit(1, 'TypeError: no config') }));
  expect(sentence(verdict, 'boot')).toBe('The server ended before it listened, with exit code 1: TypeError: no config');
});

test('verify() of a server that never listens is a verdict', async () => {
  const verdict = await verdictOn(serverThat(undefined, { listens: false }));
  expect(failedIn(verdict)).toEqual(['boot']);
  expect(sentence(verdict, 'boot')).toBe('The server runs but nothing listens on port 3000 after 10 s.');
});

test('verify() of a server that never answers is a verdict', async () => {
  const verdict = await verdictOn({ answer: () => undefined });
  expect(failedIn(verdict)).toEqual(['contract-good', 'contract-failing', 'contract-early-return', 'alive']);
  expect(sentence(verdict, 'contract-good')).toBe('120 of 120 good requests got no proper answer: "a good one" ended with no answer instead of 200.');
});

test('verify() runs a lab’s own checks on the log, the answers and the batches', async () => {
  const own = {
    id: 'no-secrets',
    run: ({ log, responses, batches }: { log: string; responses: readonly unknown[]; batches: readonly unknown[] }) =>
      checkResult('no-secrets', log.includes('hunter2') ? 'fail' : 'pass', 'own.text', { text: `${responses.length} answers, ${batches.length} batches` }),
  };
  const lab: LabToVerify = { ...LAB, manifest: { ...MANIFEST, checks: [...MANIFEST.checks, 'no-secrets'] }, checks: { ...CHECKS, checks: [own] } };
  const verdict = await verdictOn(
    serverThat((request, process) => isBad(request) && process.log('password=hunter2\n')),
    lab,
  );
  expect(failedIn(verdict)).toEqual(['no-secrets']);
  expect(sentence(verdict, 'no-secrets')).toBe('1218 answers, 7 batches');
});

test('verify() keeps a bounded part of what a chatty server prints', async () => {
  const megabyte = 'x'.repeat(1_000_000);
  let length = 0;
  const own = { id: 'log-length', run: ({ log }: { log: string }) => checkResult('log-length', 'pass', 'own.text', { text: String((length = log.length)) }) };
  const lab: LabToVerify = { ...LAB, manifest: { ...MANIFEST, checks: [...MANIFEST.checks, 'log-length'] }, checks: { ...CHECKS, checks: [own] } };
  const verdict = await verdictOn(
    serverThat((_request, process) => process.log(megabyte)),
    lab,
  );
  expect(verdict.status).toBe('pass');
  expect(length).toBe(4_000_000);
});

test('verify() refuses a check that nobody has, before it runs anything', async () => {
  const sandbox = createFakeSandbox(serverThat());
  const lab: LabToVerify = { ...LAB, manifest: { ...MANIFEST, checks: [...MANIFEST.checks, 'handels-failing'] } };
  await expect(verify(lab, FILES, sandbox)).rejects.toThrow('Lab "fake" lists the check "handels-failing": neither its checks.ts nor the lab package has it');
  expect(sandbox.calls).toBe(0);
});

test('verify() says the same twice, to the byte', async () => {
  const leaking = () => serverThat((request, process, count) => void (isBad(request) && count % 7 === 0 && process.open('fd', 'src/a.ts:1')));
  expect(JSON.stringify(await verdictOn(leaking()))).toBe(JSON.stringify(await verdictOn(leaking())));
});

test('verify() tells of phases, readings and checks in order', async () => {
  const events: VerifyEvent[] = [];
  const verdict = await verify(LAB, FILES, createFakeSandbox(serverThat()), { onEvent: (event) => events.push(event) });
  const steps = events.flatMap((event) => (event.kind === 'phase' ? [event.step] : []));
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(events.flatMap((event) => (event.kind === 'point' ? [event.point] : []))).toEqual(verdict.proof);
  expect(events.flatMap((event) => (event.kind === 'check' ? [event.result] : []))).toEqual(verdict.checks);
});

test('verify() stops at any call when it is aborted, with the signal’s reason, and leaves no server', async () => {
  const sandbox = createFakeSandbox(serverThat());
  await verify(LAB, FILES, sandbox);
  const { calls } = sandbox;
  expect(calls).toBeGreaterThan(40);
  for (let at = 1; at <= calls; at++) {
    const controller = new AbortController();
    const each = createFakeSandbox(serverThat());
    each.onCall = (call) => call === at && controller.abort(new Error(`reader left at call ${at}`));
    await expect(verify(LAB, FILES, each, { signal: controller.signal })).rejects.toThrow(`reader left at call ${at}`);
    expect(each.running).toBe(0);
    expect(each.calls).toBe(at);
  }
});

test('verify() of an aborted signal boots nothing', async () => {
  const sandbox = createFakeSandbox(serverThat());
  await expect(verify(LAB, FILES, sandbox, { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late');
  expect(sandbox.calls).toBe(0);
});

test('verify() judges the heap of a noisy sandbox by Rule B', async () => {
  const noise = seededNoise(1000);
  const clean = await verify(LAB, FILES, createFakeSandbox(serverThat(undefined, { noise }), 'noisy'));
  expect(clean.status).toBe('pass');
  const leaking = await verify(
    LAB,
    FILES,
    createFakeSandbox(
      serverThat((request, process) => isBad(request) && process.retain(1024), { noise }),
      'noisy',
    ),
  );
  expect(failedIn(leaking)).toEqual(['heap']);
});

test('verify() of a noisy sandbox says inconclusive aloud', async () => {
  const noise = seededNoise(4_000_000);
  const verdict = await verify(
    LAB,
    FILES,
    createFakeSandbox(
      serverThat((request, process) => isBad(request) && process.retain(40), { noise }),
      'noisy',
    ),
  );
  expect(verdict.status).toBe('inconclusive');
  expect(sentence(verdict, 'heap')).toMatch(/^Inconclusive/);
});

const ASKING: typeof LAB = { ...LAB, manifest: { ...LAB.manifest, checks: [...LAB.manifest.checks, 'heap-early-return', 'heap-abort', 'busy-port'] } };
const REFUSED = { code: 1, reason: 'uncaught', lastWords: 'Error: listen EADDRINUSE' } as const;

const isAbort = ({ abort }: RequestSpec) => abort !== undefined;

test('verify() of a noisy sandbox takes the notes of leaked handles for no heap', async () => {
  const server = serverThat((request, process) => void (isAbort(request) && process.open('fd', 'src/a.ts:1')), { noteBytes: 2500, second: REFUSED });
  expect(failedIn(await verify(ASKING, FILES, createFakeSandbox(server, 'noisy')))).toEqual(['handles-abort', 'handles-mixed']);
});

test('verify() of a noisy sandbox finds what a list of fixed length keeps, though Rule B sees it level off', async () => {
  let aborts = 0;
  const keep = (request: RequestSpec, process: FakeProcess) => void (isAbort(request) && ++aborts <= 20 + 50 && process.retain(10_000));
  const server = serverThat(keep, { second: REFUSED });
  expect(failedIn(await verify(ASKING, FILES, createFakeSandbox(server, 'noisy')))).toEqual(['heap-abort']);
});

test('verify() passes a second process that says by its exit code that the port is taken', async () => {
  const verdict = await verify(ASKING, FILES, createFakeSandbox(serverThat(undefined, { second: REFUSED })));
  expect(verdict.status).toBe('pass');
  expect(sentence(verdict, 'busy-port')).toBe('A second process that found port 3000 taken ended with exit code 1, so whoever started it knows.');
});

test('verify() fails a second process that ends without saying so, or stays', async () => {
  const quiet = await verify(ASKING, FILES, createFakeSandbox(serverThat(undefined, { second: { code: 0, reason: 'exit', lastWords: '' } })));
  expect(failedIn(quiet)).toEqual(['busy-port']);
  expect(sentence(quiet, 'busy-port')).toContain('exit code 0: whoever started it takes that for success');
  const staying = await verify(ASKING, FILES, createFakeSandbox(serverThat()));
  expect(sentence(staying, 'busy-port')).toBe('A second process found port 3000 taken, and 10 s later it still runs and serves nobody.');
});

test('verify() judges the heap of early returns and of aborted requests where a lab asks for it', async () => {
  const keeping = serverThat((request, process) => request.abort && process.retain(1200), { second: REFUSED });
  const verdict = await verify(ASKING, FILES, createFakeSandbox(keeping));
  expect(failedIn(verdict)).toEqual(['heap-abort']);
  expect(sentence(verdict, 'heap-abort')).toBe('1200 B retained per aborted request; a clean server stays below 64 B.');
  expect(sentence(verdict, 'heap-early-return')).toBe('0 B retained per early-returning request, below 64 B.');
});

test('verify() measures no second start and no heap of a server that died', async () => {
  const verdict = await verify(ASKING, FILES, createFakeSandbox(serverThat((_request, process, count) => count === 400 && process.exit(1))));
  expect(sentence(verdict, 'busy-port')).toBe('Not measured: the process had ended.');
  expect(sentence(verdict, 'heap-abort')).toBe('Not measured: the process had ended.');
});

test('verify() of a server that leaves by itself repeats what it logged last', async () => {
  const verdict = await verdictOn(
    serverThat((_request, process, count) => {
      if (count === 100) process.log('{"level":"info"}\n{"level":"error","message":"uncaught"}\n');
      if (count === 100) process.exit(1);
    }),
  );
  expect(sentence(verdict, 'same-process')).toBe('The process ended during the run, with exit code 1: {"level":"error","message":"uncaught"}');
});
