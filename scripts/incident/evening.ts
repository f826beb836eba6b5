// The incident, run: a real service on the engine, under a virtual clock, with limits that the machine enforces.
import { Machine } from '../../packages/engine/src/index.ts';
import { readAssetsFor } from '../engine-assets.ts';
import { Customers } from './customers.ts';
import { seededDice } from './dice.ts';
import { OnCall } from './on-call.ts';
import type { Plan } from './plan.ts';
import { COLUMNS, type ColumnName, type EveningEvent, type EveningRecord } from '../../src/content/incident/evening-record.ts';
import { type Gauges, PORT, Service } from './service.ts';
import { quantile, Tally } from './tally.ts';
import { REQUESTS_PER_SECOND, Traffic } from './traffic.ts';

const MINUTE_MS = 60_000;
const BANK_CHANGES_MS = 100;

export interface EveningOptions {
  /** Stop after so many minutes. */
  readonly minutes?: number;
  /** Told after each minute. */
  readonly onMinute?: (minute: number) => void;
}

export async function runEvening(plan: Plan, options: EveningOptions = {}): Promise<EveningRecord> {
  const machine = await Machine.boot({ assets: await readAssetsFor(['koa', 'pg']), clock: 'virtual', seed: plan.seed, stallMs: 60_000 });
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, [] as (number | null)[]])) as Record<ColumnName, (number | null)[]>;
  const events: EveningEvent[] = [];
  try {
    const service = await Service.prepare(machine, plan.memoryMb * 2 ** 20);
    const dice = seededDice(plan.seed);
    const bankDice = seededDice(plan.seed + 1);
    const traffic = new Traffic(seededDice(plan.seed + 2));
    const tally = new Tally();
    const customers = new Customers(machine, PORT, traffic, tally, dice);
    const onCall = new OnCall(plan, machine, service, events, () => {
      traffic.badFiles = true;
    });
    customers.onRefused = (code) => onCall.refused(code);
    await service.start(plan.first);

    const settle = async (): Promise<void> => {
      while (machine.turn() || (await machine.settle()) || (await onCall.act()));
    };
    const changeBank = (): void => {
      service.rollBank(bankDice);
      machine.after(BANK_CHANGES_MS, changeBank);
    };
    const runTo = async (ms: number): Promise<void> => {
      for (;;) {
        await settle();
        const due = machine.nextTimerMs();
        if (due === undefined || due > ms) break;
        machine.jumpTo(due);
      }
      machine.jumpTo(ms);
      await settle();
    };

    await settle();
    changeBank();
    customers.keepComing();
    onCall.begin();
    for (let minute = 1; minute <= (options.minutes ?? plan.minutes); minute++) {
      await runTo(minute * MINUTE_MS);
      const gauges = await readGauges(machine, settle);
      const past = tally.take();
      const row: Record<ColumnName, number | null> = {
        descriptors: service.isRunning ? service.descriptors : null,
        heapKb: service.isRunning ? Math.round(service.heapBytes / 1024) : null,
        poolInUse: gauges?.poolInUse ?? null,
        poolWaiting: gauges?.poolWaiting ?? null,
        p50: rounded(quantile(past.checkoutMs, 0.5)),
        p99: rounded(quantile(past.checkoutMs, 0.99)),
        ok: past.ok,
        client: past.client,
        server: past.server,
        none: past.none,
        resources: gauges?.activeResources ?? null,
        errors: service.errorLines,
      };
      for (const name of COLUMNS) columns[name].push(row[name]);
      onCall.look(past);
      options.onMinute?.(minute);
    }
    return {
      startsAt: '17:55',
      requestsPerSecond: REQUESTS_PER_SECOND,
      memoryMb: plan.memoryMb,
      openFiles: plan.first.openFiles,
      poolMax: plan.first.poolMax,
      columns,
      events,
    };
  } finally {
    machine.teardown();
  }
}

const rounded = (ms: number | undefined): number | null => (ms === undefined ? null : Math.round(ms));

/** Asks the service for its gauges, as a scraper does. One that is turned away learns nothing. */
async function readGauges(machine: Machine, settle: () => Promise<void>): Promise<Gauges | undefined> {
  let body: string | undefined;
  const client = machine.client(PORT);
  client.send({ method: 'GET', path: '/metrics', headers: {} }, (result) => {
    if (result.kind === 'response' && result.status === 200) body = result.body;
  });
  await settle();
  client.close();
  return body === undefined ? undefined : (JSON.parse(body) as Gauges);
}
