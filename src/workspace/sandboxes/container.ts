import type { BlindSpot, BootOptions, Program, Sandbox, Server } from '@unhandled/lab';
import { blindSpotsOf, type Probed } from '../../../packages/lab/agent/blind-spots.ts';
import { agentEnvironment, nodeFlags } from '../../../packages/lab/agent/node-flags.ts';
import type { AgentReading } from '../../../packages/leakcheck/agent/messages.ts';
import type { ProbeFacts } from '../../../packages/leakcheck/agent/probe-facts.ts';
import { ContainerFailure } from './container-failure.ts';
import { ContainerProcess } from './container-process.ts';
import { ContainerServer } from './container-server.ts';
import { bootWebContainer, type ContainerSettings, toTree } from './web-container.ts';

/** Of a dot folder in node_modules npm takes no notice, and frames in it are nobody's line. */
const TOOLS = 'node_modules/.unhandled';
/** The probe lies where a lab's files lie: below the packages. */
const PROBE_FOLDER = 'probe';
const PROBE_MS = 15_000;
const NO_SIGNAL = new AbortController().signal;

export type ContainerPhase = 'runtime' | 'install' | 'probe';

export interface ContainerOptions {
  readonly settings: ContainerSettings;
  /** package.json of whatever is to run. */
  readonly manifest: string;
  readonly onPhase: (phase: ContainerPhase) => void;
  /** Lines of the installation, as they come. */
  readonly onLine: (line: string) => void;
  readonly onLost: (failure: ContainerFailure) => void;
  readonly signal?: AbortSignal;
}

type Runtime = Awaited<ReturnType<typeof bootWebContainer>>;

/** A WebContainer with a lab's packages in it, which has been found to work or not to. It is a sandbox: {@link Container.sandbox}. */
export class Container {
  readonly probed: Probed;
  readonly #runtime: Runtime;
  readonly #driver: ContainerProcess;
  readonly #ports = new Set<number>();
  #boots = 0;

  private constructor(runtime: Runtime, driver: ContainerProcess, probed: Probed) {
    this.#runtime = runtime;
    this.#driver = driver;
    this.probed = probed;
  }

  /** @throws {ContainerFailure} for whatever does not work; the signal's reason when it was aborted. */
  static async open({ settings, manifest, onPhase, onLine, onLost, signal = NO_SIGNAL }: ContainerOptions): Promise<Container> {
    onPhase('runtime');
    let lost: ContainerFailure | undefined;
    let tellLost = (_failure: ContainerFailure) => {};
    const whenLost = new Promise<never>((_resolve, reject) => {
      tellLost = (failure) => {
        lost = failure;
        reject(failure);
        onLost(failure);
      };
    });
    whenLost.catch(() => undefined);
    // What was under way when it failed goes on for a while, and has nothing more to tell.
    let isOver = false;
    const enter = (phase: ContainerPhase) => {
      signal.throwIfAborted();
      if (!isOver) onPhase(phase);
    };
    const runtime = await bootWebContainer(settings, (failure) => tellLost(failure));
    try {
      signal.throwIfAborted();
      const { default: programs } = await import('./programs/programs.json');
      const prepare = async () => {
        enter('install');
        await runtime.mount(toTree({ 'package.json': manifest }));
        await install(runtime, (line) => void (isOver || onLine(line)));
        enter('probe');
        const tools = Object.fromEntries(Object.entries(programs).map(([name, text]) => [`${TOOLS}/${name}.mjs`, text]));
        await runtime.mount(toTree({ ...tools, [`${PROBE_FOLDER}/probe.mjs`]: programs.probe }));
        const probed = await probe(runtime);
        if (!probed.facts.typescript) throw new ContainerFailure('typescript', `Node ${probed.facts.node} does not erase types`);
        return probed;
      };
      const probed = await Promise.race([prepare(), whenLost, aborted(signal), offline(signal)]);
      const driver = new ContainerProcess(await runtime.spawn('node', [`${TOOLS}/driver.mjs`]));
      if (lost !== undefined) throw lost;
      return new Container(runtime, driver, probed);
    } catch (error) {
      isOver = true;
      runtime.teardown();
      signal.throwIfAborted();
      throw lost ?? error;
    }
  }

  readonly sandbox: Sandbox = {
    id: 'webcontainer',
    precision: 'noisy',
    boot: (program, options) => this.#boot(program, options),
    blindSpots: (): readonly BlindSpot[] => blindSpotsOf(this.probed),
  };

  close(): void {
    this.#runtime.teardown();
  }

  async #boot(program: Program, { heapOnly = false, onEvent = () => {}, signal }: BootOptions): Promise<Server> {
    const folder = `run-${++this.#boots}`;
    const port = this.#freePort(program.port);
    this.#ports.add(port);
    await this.#runtime.fs.mkdir(folder);
    await this.#runtime.mount(toTree(program.files), { mountPoint: folder });
    const server = await ContainerServer.start({
      program,
      port,
      folder: `${this.#runtime.workdir}/${folder}`,
      heapOnly,
      driver: this.#driver,
      spawn: async (onText) =>
        new ContainerProcess(
          await this.#runtime.spawn('node', [...nodeFlags(`../${TOOLS}/agent.mjs`, program.limits, heapOnly), program.entry], {
            cwd: folder,
            // It has a terminal, for which Node paints what it prints.
            env: { ...program.env, PORT: port, NO_COLOR: '1', ...agentEnvironment(heapOnly) },
          }),
          { onText },
        ),
      onEvent,
      onClosed: async () => {
        this.#ports.delete(port);
        await this.#runtime.fs.rm(folder, { recursive: true, force: true });
      },
    });
    signal?.addEventListener('abort', () => void server.kill(), { once: true });
    return server;
  }

  /** The one that is asked for, unless another server has it. */
  #freePort(wanted: number): number {
    let port = wanted;
    while (this.#ports.has(port)) port++;
    return port;
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

/** npm tries for minutes: nobody has to wait for that. */
function offline(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) =>
    addEventListener('offline', () => reject(new ContainerFailure('offline', 'the network went away')), { once: true, signal }),
  );
}

async function install(runtime: Runtime, onLine: (line: string) => void): Promise<void> {
  let said = '';
  const npm = await runtime.spawn('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error']);
  const drained = npm.output
    .pipeTo(
      new WritableStream({
        write(text) {
          said = (said + text).slice(-2000);
          const line = plainLines(text).at(-1);
          if (line !== undefined) onLine(line);
        },
      }),
    )
    .catch(() => undefined);
  const code = await npm.exit;
  await drained;
  if (code !== 0) throw new ContainerFailure('install', plainLines(said).find((line) => /ERR|error/i.test(line)) ?? `npm ended with exit code ${code}`);
}

/** Without the control sequences of a terminal, and without npm's spinner. */
function plainLines(text: string): string[] {
  return text
    .replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g'), '')
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line.length > 1);
}

/** Runs the probe under the agent, and asks the agent what it saw. */
async function probe(runtime: Runtime): Promise<Probed> {
  let told = (_facts: ProbeFacts | undefined) => {};
  const facts = new Promise<ProbeFacts | undefined>((resolve) => {
    told = resolve;
  });
  const flags = nodeFlags(`../${TOOLS}/agent.mjs`, { openFiles: 0, memoryBytes: 2 ** 28 }, false);
  const process = new ContainerProcess(await runtime.spawn('node', [...flags, 'probe.mjs'], { cwd: PROBE_FOLDER, env: { ...agentEnvironment(false) } }), {
    onMessage: (message) => told((message as { facts?: ProbeFacts }).facts),
  });
  void process.ended.then(() => told(undefined));
  const timer = setTimeout(() => told(undefined), PROBE_MS);
  try {
    const found = await facts;
    if (found === undefined) throw new ContainerFailure('broken', `the probe told nothing: ${process.output.trim().slice(-300)}`);
    const reading = await process.ask<AgentReading>({ ask: 'read' });
    const seen: Record<string, number> = {};
    for (const { kind } of reading?.handles ?? []) seen[kind] = (seen[kind] ?? 0) + 1;
    return { facts: found, seen, swallowed: reading?.swallowedUncaught ?? 0, neighbour: await tellsNeighbours(process, `${runtime.workdir}/${PROBE_FOLDER}`) };
  } finally {
    clearTimeout(timer);
    await process.kill();
  }
}

async function tellsNeighbours(process: ContainerProcess, folder: string): Promise<boolean> {
  const path = `${folder}/.neighbour`;
  const fd = (await process.ask<number>({ ask: 'open-neighbour', path })) ?? -1;
  const before = await process.ask<boolean>({ ask: 'neighbour-intact', path, fd });
  await process.ask({ ask: 'close-neighbour', path, fd });
  const after = await process.ask<boolean>({ ask: 'neighbour-intact', path, fd });
  return before === true && after === false;
}
