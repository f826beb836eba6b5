import type { Socket } from 'node:net';
import type { Idleness } from '../inside/messages.ts';
import { Traffic, type TrafficCount } from '../inside/traffic.ts';
import type { RequestClock } from './request-clock.ts';

/** A process whose time is moved from here. */
export interface ClockedProcess {
  /** Resolves when it has nothing to do at this moment of its time; undefined when it has ended. */
  idle(): Promise<Idleness | undefined>;
  advance(byMs: number): void;
}

/** A moment for which somebody waits: a process, or somebody on this side. */
interface Due {
  readonly ms: number;
  readonly here: boolean;
}

/** When nothing came for so long, ms of real time, somebody may be waiting for time to move. */
const QUIET_MS = 2;
/** What was sent and is not read after so long, ms of real time, is read by nobody. */
const UNREAD_MS = 30;
/** A connection that was neither made nor refused after so long, ms of real time, stands before a full queue: the first SYN was dropped. */
const UNMADE_MS = 1_000;
/** Turns of this process's loop in which everything that had arrived is read. */
const TURNS = 2;

/**
 * The time of a server, its services and its clients. It stands still while any of them has something to do, and then
 * jumps to whatever is due next: nothing in flight can be overtaken by a timeout, however slow the machine, and hours cost nothing.
 */
export class NodeClock implements RequestClock {
  readonly hangUpMs = 0;
  readonly #processes = new Set<ClockedProcess>();
  readonly #timers = new Set<{ readonly dueMs: number; readonly run: () => void }>();
  /** Connections from here to the processes. */
  readonly #traffic = new Traffic();
  /** Ports that connections were made from which no process has taken: one that was hung up at once may lie there whole. */
  readonly #untaken = new Set<number>();
  /** Work that is done, and of which nobody has heard yet; and whoever waits until nobody has anything to do while {@link until} runs. */
  readonly #done: (() => void)[] = [];
  /** Whether work outside takes effect in the order in which it was asked for, whatever time it takes. */
  inOrder = false;
  #nowMs = 0;
  #stirs = 0;
  #working = 0;
  /** Of {@link until}, running now. */
  #movers = 0;

  get nowMs(): number {
    return this.#nowMs;
  }

  join(process: ClockedProcess): void {
    this.#processes.add(process);
  }

  leave(process: ClockedProcess): void {
    this.#processes.delete(process);
  }

  /** Watches a connection that a client of this side's makes: what one side wrote and the other has not read yet is in flight. */
  watch(socket: Socket): void {
    this.#traffic.add(socket, 'client');
    socket.once('connect', () => {
      const { localPort } = socket;
      if (localPort === undefined) return;
      this.#untaken.add(localPort);
      // Whoever ends it has taken it, be it the process's system, which has no descriptor left for it.
      const taken = () => this.#untaken.delete(localPort);
      socket.once('end', taken).once('error', taken);
    });
  }

  /** The same of a connection that a service of this side's has taken. */
  watchAccepted(socket: Socket): void {
    this.#traffic.add(socket, 'server');
  }

  /** Says that a byte came from a process, or went to it: it may not be idle any more. */
  stir(): void {
    this.#stirs++;
  }

  /** Runs after so much of this time. Returns the function that calls it off. */
  after(ms: number, run: () => void): () => void {
    const timer = { dueMs: this.#nowMs + Math.ceil(ms), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /**
   * Waits for work outside of the processes, a database's for one: time does not move before it is done. While
   * {@link inOrder} is on, what it did is told only when nobody has anything else to do, one after another, as on the engine.
   */
  work<T>(work: Promise<T>, done: (value: T) => void, failed: (error: unknown) => void): void {
    this.#working++;
    const tell = (act: () => void) => {
      this.#working--;
      this.stir();
      if (this.inOrder) this.#done.push(act);
      else act();
    };
    work.then(
      (value) => tell(() => done(value)),
      (error: unknown) => tell(() => failed(error)),
    );
  }

  /** Moves time on, whenever everybody waits for it, until `done` is settled. */
  async until(done: Promise<unknown>): Promise<void> {
    this.#movers++;
    try {
      await this.#moveUntil(done);
    } finally {
      this.#movers--;
    }
  }

  async #moveUntil(done: Promise<unknown>): Promise<void> {
    let settled = false;
    const settle = () => {
      settled = true;
    };
    const end = done.then(settle, settle);
    let moved = false;
    while (!settled) {
      const seen = this.#stirs;
      if (!moved && this.#done.length === 0) await Promise.race([end, pause(QUIET_MS)]);
      if (settled) return;
      if (!moved && this.#done.length === 0 && this.#stirs !== seen) continue;
      const due = await this.#quiet(() => settled);
      if (settled) return;
      moved = due !== undefined;
      if (due !== undefined) this.#jump(due);
    }
  }

  /** Lets so much time pass. */
  async pass(ms: number): Promise<void> {
    const deadline = this.#nowMs + ms;
    for (;;) {
      const due = await this.#quiet();
      if (due === undefined || due.ms > deadline) break;
      this.#jump(due);
    }
    this.#jump({ ms: deadline, here: false });
    await this.#quiet();
  }

  /** Waits until nobody has anything to do at this moment. While {@link until} runs, it is for what that waits for. */
  async settle(): Promise<void> {
    // Whoever moves time finds that out itself, and would move it while we hear of it.
    if (this.#movers > 0) await new Promise<void>((resolve) => this.#done.push(resolve));
    else await this.#quiet();
  }

  /** Resolves, when everybody is idle and nothing is in flight between them, with the moment that is due next. */
  async #quiet(enough: () => boolean = () => false): Promise<Due | undefined> {
    let inFlight = '';
    let sinceMs = 0;
    for (;;) {
      const seen = this.#stirs;
      const all = await Promise.all([...this.#processes].map((process) => process.idle()));
      for (const port of all.flatMap((each) => each?.accepted ?? [])) this.#untaken.delete(port);
      // What they had sent before they said so is readable by now.
      for (let i = 0; i < TURNS; i++) await turn();
      if (enough()) return undefined;
      if (this.#working > 0) await pause(1);
      if (this.#working > 0 || this.#stirs !== seen) continue;
      const here = this.#traffic.count();
      const between = this.#inFlight(here, all);
      if (between !== inFlight) sinceMs = performance.now();
      inFlight = between;
      const patienceMs = here.connecting > 0 ? UNMADE_MS : UNREAD_MS;
      if (between !== '' && performance.now() - sinceMs < patienceMs) {
        await pause(1);
        continue;
      }
      this.#untaken.clear();
      if (this.#done.length > 0) this.#tellNext();
      else return this.#next(all);
    }
  }

  #tellNext(): void {
    this.stir();
    this.#done.shift()?.();
  }

  /** What the two sides do not agree on; '' when nothing is on its way. */
  #inFlight(here: TrafficCount, all: readonly (Idleness | undefined)[]): string {
    const there = all.reduce((sum, each) => sum + (each?.traffic.digest ?? 0), 0);
    if (here.connecting === 0 && this.#untaken.size === 0 && here.digest === there) return '';
    return [here.connecting, this.#untaken.size, here.digest, there].join();
  }

  #next(all: readonly (Idleness | undefined)[]): Due | undefined {
    const theirs = Math.min(...all.map((each) => (each?.dueInMs === undefined ? Number.POSITIVE_INFINITY : this.#nowMs + each.dueInMs)));
    const ours = Math.min(...[...this.#timers].map(({ dueMs }) => dueMs));
    // Of the same moment theirs come first: a client that waits ten seconds still takes what a timeout of ten seconds brings.
    if (ours < theirs) return { ms: ours, here: true };
    return theirs === Number.POSITIVE_INFINITY ? undefined : { ms: theirs, here: false };
  }

  #jump({ ms, here }: Due): void {
    const byMs = ms - this.#nowMs;
    this.#nowMs = ms;
    for (const process of this.#processes) process.advance(byMs);
    if (!here) return;
    const due = [...this.#timers].filter(({ dueMs }) => dueMs <= ms).sort((a, b) => a.dueMs - b.dueMs);
    for (const timer of due) {
      if (!this.#timers.delete(timer)) continue;
      this.stir();
      timer.run();
    }
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
