import { type Machine, PostgresService, ScriptedUpstream, type ServedPort, type UpstreamBehaviour as EngineBehaviour } from '@unhandled/engine';
import type { Fault, PostgresSpec, Services, ServicesReading, UpstreamBehaviour, UpstreamSpec } from '../services.ts';
import type { FreshDatabases, LentDatabase } from './engine-database.ts';

const POSTGRES_PORT = 5432;

interface Postgres {
  readonly service: PostgresService;
  readonly served: ServedPort;
  readonly database: LentDatabase;
}

interface Upstream {
  readonly service: ScriptedUpstream;
  readonly served: ServedPort;
}

/** The servers beside one machine's program, and what can go wrong around it. */
export class EngineServices {
  readonly #machine: Machine;
  readonly #databases: FreshDatabases;
  readonly #upstreams = new Map<string, Upstream>();
  #postgres: Postgres | undefined;

  constructor(machine: Machine, databases: FreshDatabases) {
    this.#machine = machine;
    this.#databases = databases;
  }

  async start({ postgres, upstreams = {} }: Services): Promise<void> {
    for (const [at, spec] of Object.entries(upstreams)) this.#startUpstream(at, spec);
    if (postgres !== undefined) await this.#startPostgres(postgres);
  }

  read(): ServicesReading {
    const upstreams = [...this.#upstreams].map(([at, { service, served }]) => [at, { requests: service.requests.length, connections: served.connections }]);
    return {
      ...(this.#postgres && { postgres: { sessions: this.#postgres.service.connections, inTransaction: this.#postgres.service.inTransaction } }),
      upstreams: Object.fromEntries(upstreams),
    };
  }

  /** Returns the function that lifts it. @throws {RangeError} for a service that is not there. */
  inject(fault: Fault): () => void {
    switch (fault.kind) {
      case 'postgres-down': {
        const { service, served } = this.#postgresFor(fault.kind);
        service.restart();
        served.refuse();
        return () => served.accept();
      }
      case 'postgres-restart':
        this.#postgresFor(fault.kind).service.restart();
        return () => undefined;
      case 'upstream': {
        const upstream = this.#upstreams.get(fault.upstream);
        if (upstream === undefined) throw new RangeError(`There is no upstream ${fault.upstream}: list it under "services" in lab.json`);
        const usual = upstream.service.behaviour;
        upstream.service.behaviour = toEngine(fault.behaviour);
        return () => {
          upstream.service.behaviour = usual;
        };
      }
      case 'disk-full': {
        const bytes = this.#machine.diskBytes;
        this.#machine.diskBytes = 0;
        return () => {
          this.#machine.diskBytes = bytes;
        };
      }
      case 'file-error': {
        const { operation, path, code, times } = fault;
        const absolute = path.startsWith('/') ? path : `/app/${path}`;
        return this.#machine.fileFaults.add({ operation, path: absolute, code, ...(times !== undefined && { times }) });
      }
      case 'clock-skew':
        this.#machine.clock.skew(fault.byMs);
        return () => this.#machine.clock.skew(-fault.byMs);
    }
  }

  close(): void {
    this.#postgres?.database.close();
    this.#postgres = undefined;
  }

  async #startPostgres({ initSql, maxConnections }: PostgresSpec): Promise<void> {
    const database = await this.#databases.take(initSql);
    const service = new PostgresService(database, { maxConnections });
    this.#postgres = { service, database, served: this.#machine.serve(POSTGRES_PORT, service) };
  }

  #startUpstream(at: string, { behaviour, script = [] }: UpstreamSpec): void {
    const colon = at.lastIndexOf(':');
    const [host, port] = [at.slice(0, colon), Number(at.slice(colon + 1))];
    const service = new ScriptedUpstream(toEngine(behaviour));
    service.next(...script.map(toEngine));
    this.#upstreams.set(at, { service, served: this.#machine.serve(host === 'localhost' ? port : { host, port }, service) });
  }

  #postgresFor(kind: string): Postgres {
    if (this.#postgres === undefined) throw new RangeError(`The fault ${kind} needs a Postgres: list it under "services" in lab.json`);
    return this.#postgres;
  }
}

/** The same, without what is not given. */
function toEngine(behaviour: UpstreamBehaviour): EngineBehaviour {
  return Object.fromEntries(Object.entries(behaviour).filter(([, value]) => value !== undefined)) as unknown as EngineBehaviour;
}
