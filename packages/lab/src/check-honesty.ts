import { checkResult, skipped } from './check-result.ts';
import { compareResponse } from './contract.ts';
import type { Measurements } from './measurements.ts';
import { PORT } from './program.ts';
import type { CheckResult } from './verdict.ts';
import { LAST_ANSWER_MS } from './workload.ts';

export function checkBoot({ bootFailure, log }: Measurements): CheckResult {
  switch (bootFailure?.kind) {
    case undefined:
      return checkResult('boot', 'pass', 'boot.ok', { port: PORT });
    case 'syntax':
      return checkResult('boot', 'fail', 'boot.syntax', { message: bootFailure.message }, { at: bootFailure.at });
    case 'silent':
      return checkResult('boot', 'fail', 'boot.silent', { port: bootFailure.port, seconds: bootFailure.waitedMs / 1000 });
    case 'died': {
      const { code, lastWords, at } = bootFailure.exit;
      return checkResult('boot', 'fail', 'boot.died', { code, words: firstLine(lastWords) || lastLine(log) }, { at });
    }
  }
}

export function checkAlive({ lastAnswer }: Measurements): CheckResult {
  if (lastAnswer === undefined) return skipped('alive', 'skipped.died');
  const mismatch = compareResponse(lastAnswer.shape, lastAnswer.response);
  if (mismatch === undefined) return checkResult('alive', 'pass', 'alive.ok', { limit: LAST_ANSWER_MS, ms: Number(lastAnswer.response.ms.toFixed(1)) });
  return checkResult('alive', 'fail', 'alive.slow', { limit: LAST_ANSWER_MS, actual: mismatch.actual });
}

export function checkProcess({ firstReading, lastReading, log }: Measurements): CheckResult {
  const exit = lastReading?.exit;
  if (exit !== undefined)
    return checkResult('same-process', 'fail', 'process.died', { code: exit.code, words: firstLine(exit.lastWords) || lastLine(log) }, { at: exit.at });
  const same = firstReading !== undefined && firstReading.bootId === lastReading?.bootId;
  return checkResult('same-process', same ? 'pass' : 'fail', same ? 'process.ok' : 'process.replaced');
}

/** A process that cannot listen serves nobody, and its exit code is all that whoever started it looks at. */
export function checkBusyPort({ secondStart }: Measurements): CheckResult {
  if (secondStart === undefined) return skipped('busy-port', 'skipped.died');
  const { exit, waitedMs } = secondStart;
  if (exit === undefined) return checkResult('busy-port', 'fail', 'port.stayed', { port: PORT, seconds: waitedMs / 1000 });
  return checkResult('busy-port', exit.code === 0 ? 'fail' : 'pass', exit.code === 0 ? 'port.silent' : 'port.ok', { port: PORT, code: exit.code });
}

export function checkSwallowed({ lastReading }: Measurements): CheckResult {
  const count = lastReading?.swallowedUncaught ?? 0;
  const figure = { value: count, unit: 'errors', threshold: 0 };
  return checkResult('no-swallowed-errors', count === 0 ? 'pass' : 'fail', count === 0 ? 'swallow.ok' : 'swallow.count', { count }, { figure });
}

/** Whoever reports handles can be caught at it: a close that fits no open frees nothing, and shows here. */
export function checkReleases({ lastReading }: Measurements): CheckResult {
  const misuses = Object.entries(lastReading?.handleMisuses ?? {});
  const count = misuses.reduce((sum, [, each]) => sum + each, 0);
  const figure = { value: count, unit: 'reports', threshold: 0 };
  if (count === 0) return checkResult('releases', 'pass', 'releases.ok', {}, { figure });
  return checkResult('releases', 'fail', 'releases.wrong', { count, text: misuses.map(([what, each]) => `${what} (${each})`).join(', ') }, { figure });
}

export function checkNeighbour({ neighboursIntact, lastReading }: Measurements): CheckResult {
  if (!neighboursIntact) return checkResult('neighbour', 'fail', 'neighbour.closed');
  return lastReading?.alive ? checkResult('neighbour', 'pass', 'neighbour.ok') : skipped('neighbour', 'skipped.died');
}

export function checkLimits({ lastReading, declaredLimits }: Measurements): CheckResult {
  const { openFiles, memoryBytes } = lastReading?.limits ?? declaredLimits;
  if (openFiles !== declaredLimits.openFiles) return checkResult('limits', 'fail', 'limits.raised', { declared: declaredLimits.openFiles, actual: openFiles });
  if (memoryBytes !== declaredLimits.memoryBytes)
    return checkResult('limits', 'fail', 'limits.memory', { declared: declaredLimits.memoryBytes, actual: memoryBytes });
  return checkResult('limits', 'pass', 'limits.ok', { openFiles });
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** What a process that left by process.exit() logged last: usually why. */
function lastLine(log: string): string {
  const text = log.trimEnd();
  return text.slice(text.lastIndexOf('\n') + 1);
}
