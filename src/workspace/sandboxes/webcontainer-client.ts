import { filesOf, type LabChecks, type LabSource, type Sandbox } from '@unhandled/lab';
import { loadChecks } from '../lab-checks.ts';
import type { LabClient, LabListener } from '../lab-client.ts';
import { LabRunner } from '../lab-runner.ts';
import { loadLab } from '../lab-source.ts';
import { messageOf } from '../problem-report.ts';
import type { Command, ContainerState, Report } from '../protocol.ts';
import { Container } from './container.ts';
import { ContainerFailure } from './container-failure.ts';
import type { ContainerSettings } from './web-container.ts';

/** Each makes the server collect its garbage. */
const READING_MS = 500;
/** A package.json for labs without one. */
const EMPTY_MANIFEST = '{ "private": true, "type": "module" }\n';

/** Runs a lab in a WebContainer, in the page itself: the package that speaks with the runtime needs one. */
export class WebContainerClient implements LabClient {
  readonly #settings: ContainerSettings;
  readonly #runner: LabRunner;
  readonly #leaving = new AbortController();
  #listener: LabListener | undefined;
  #opening: Promise<{ source: LabSource; checks: LabChecks; container: Container }> | undefined;
  #container: Container | undefined;

  constructor(settings: ContainerSettings) {
    this.#settings = settings;
    this.#runner = new LabRunner({
      sandbox: this.#sandbox,
      prepare: (slug) => this.#prepare(slug),
      post: (report) => this.#post(report),
      readingMs: READING_MS,
    });
  }

  listen(listener: LabListener): void {
    this.#listener = listener;
  }

  send(command: Command): void {
    this.#runner.obey(command).catch((error: unknown) => {
      // Those are told as the container's state.
      if (!(error instanceof ContainerFailure) && !this.#leaving.signal.aborted) this.#post({ kind: 'failed', message: messageOf(error) });
    });
  }

  close(): void {
    this.#listener = undefined;
    this.#leaving.abort();
    // What still runs ends with the container.
    void this.#runner.close().catch(() => undefined);
    this.#container?.close();
  }

  /** The container's, once there is one: nobody boots before it was prepared. */
  readonly #sandbox: Sandbox = {
    id: 'webcontainer',
    precision: 'noisy',
    boot: (program, options) => {
      if (this.#container === undefined) throw new Error('There is no container yet');
      return this.#container.sandbox.boot(program, options);
    },
    blindSpots: () => this.#container?.sandbox.blindSpots?.() ?? [],
  };

  #prepare(slug: string) {
    this.#opening ??= this.#open(slug);
    return this.#opening;
  }

  async #open(slug: string) {
    const tell = (state: ContainerState) => this.#post({ kind: 'container', state });
    let phase: Extract<ContainerState, { kind: 'preparing' }>['phase'] = 'runtime';
    const fail = (failure: ContainerFailure) => tell({ kind: 'failed', why: failure.kind, message: failure.message });
    try {
      tell({ kind: 'preparing', phase, line: '' });
      const [source, checks] = await Promise.all([loadLab(slug), loadChecks(slug)]);
      const container = await Container.open({
        settings: this.#settings,
        manifest: filesOf(source, 'start')['package.json'] ?? EMPTY_MANIFEST,
        signal: this.#leaving.signal,
        onPhase: (next) => {
          phase = next;
          tell({ kind: 'preparing', phase, line: '' });
        },
        onLine: (line) => tell({ kind: 'preparing', phase, line }),
        onLost: fail,
      });
      this.#container = container;
      if (this.#leaving.signal.aborted) container.close();
      tell({ kind: 'ready', node: container.probed.facts.node, blind: container.sandbox.blindSpots?.() ?? [] });
      return { source, checks, container };
    } catch (error) {
      const failure = error instanceof ContainerFailure ? error : new ContainerFailure('broken', messageOf(error));
      if (!this.#leaving.signal.aborted) fail(failure);
      throw failure;
    }
  }

  #post(report: Report): void {
    this.#listener?.onReport(report);
  }
}
