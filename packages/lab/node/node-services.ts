import { ScriptedUpstream, type UpstreamBehaviour as EngineBehaviour } from '../../engine/src/services/upstream/scripted-upstream.ts';
import type { FreshDatabases } from '../src/sandboxes/engine-database.ts';
import type { Fault, PostgresSpec, Services, ServicesReading, UpstreamBehaviour } from '../src/services.ts';
import type { FileFault } from '../inside/file-faults.ts';
import type { NodeClock } from './node-clock.ts';
import type { NodeProcess } from './node-process.ts';
import { openPglite, type PostgresBeside } from './postgres-beside.ts';
import { ServicePort } from './service-port.ts';

const POSTGRES_AT = 'localhost:5432';

interface Upstream {
  readonly service: ScriptedUpstream;
  readonly served: ServicePort;
}

/** How a program gets its Postgres. */
export type OpenPostgres = (spec: PostgresSpec, clock: NodeClock) => Promise<PostgresBeside>;

export function postgresFrom(databases: FreshDatabases): OpenPostgres {
  return (spec, clock) => openPglite(spec, databases, clock);
}

/** The servers beside one program on real Node, and what can go wrong around it. */
export class NodeServices {
  readonly #upstreams = new Map<string, Upstream>();
  #postgres: PostgresBeside | undefined;
  #faults = 0;

  static async start({ postgres, upstreams = {} }: Services, clock: NodeClock, openPostgres: OpenPostgres): Promise<NodeServices> {
    const services = new NodeServices();
    for (const [at, { behaviour, script = [] }] of Object.entries(upstreams)) {
      const service = new ScriptedUpstream(toEngine(behaviour));
      service.next(...script.map(toEngine));
      services.#upstreams.set(at, { service, served: await ServicePort.open(service, clock) });
    }
    if (postgres !== undefined) services.#postgres = await openPostgres(postgres, clock);
    return services;
  }

  /** Where each is, by the `host:port` that the program knows. */
  get ports(): Readonly<Record<string, number>> {
    const ports = Object.fromEntries([...this.#upstreams].map(([at, { served }]) => [at, served.port]));
    return { ...ports, ...(this.#postgres && { [POSTGRES_AT]: this.#postgres.port }) };
  }

  get env(): Readonly<Record<string, string>> {
    return this.#postgres?.url === undefined ? {} : { DATABASE_URL: this.#postgres.url };
  }

  async read(): Promise<ServicesReading> {
    const upstreams = [...this.#upstreams].map(([at, { service, served }]) => [at, { requests: service.requests.length, connections: served.connections }]);
    return { ...(this.#postgres && { postgres: await this.#postgres.read() }), upstreams: Object.fromEntries(upstreams) };
  }

  /** Resolves with the function that lifts it. @throws {RangeError} for a service that is not there. */
  async inject(fault: Fault, process: NodeProcess): Promise<() => Promise<void>> {
    switch (fault.kind) {
      case 'postgres-down': {
        const postgres = this.#postgresFor(fault.kind);
        postgres.refuse();
        await postgres.restart();
        return () => postgres.accept();
      }
      case 'postgres-restart':
        await this.#postgresFor(fault.kind).restart();
        return async () => undefined;
      case 'upstream': {
        const upstream = this.#upstreams.get(fault.upstream);
        if (upstream === undefined) throw new RangeError(`There is no upstream ${fault.upstream}: list it under "services" in lab.json`);
        const usual = upstream.service.behaviour;
        upstream.service.behaviour = toEngine(fault.behaviour);
        return async () => {
          upstream.service.behaviour = usual;
        };
      }
      case 'disk-full':
        return this.#fail(process, { operation: 'write', code: 'ENOSPC' });
      case 'file-error': {
        const { operation, path, code, times } = fault;
        return this.#fail(process, { operation, path, code, ...(times !== undefined && { times }) });
      }
      case 'clock-skew':
        await process.ask({ inside: { ask: 'skew', byMs: fault.byMs } });
        return async () => void (await process.ask({ inside: { ask: 'skew', byMs: -fault.byMs } }));
    }
  }

  async close(): Promise<void> {
    for (const { served } of this.#upstreams.values()) served.close();
    await this.#postgres?.close();
    this.#postgres = undefined;
  }

  async #fail(process: NodeProcess, fault: FileFault): Promise<() => Promise<void>> {
    const number = ++this.#faults;
    await process.ask({ inside: { ask: 'fail', number, fault } });
    return async () => void (await process.ask({ inside: { ask: 'mend', number } }));
  }

  #postgresFor(kind: string): PostgresBeside {
    if (this.#postgres === undefined) throw new RangeError(`The fault ${kind} needs a Postgres: list it under "services" in lab.json`);
    return this.#postgres;
  }
}

/** The same, without what is not given. */
function toEngine(behaviour: UpstreamBehaviour): EngineBehaviour {
  return Object.fromEntries(Object.entries(behaviour).filter(([, value]) => value !== undefined)) as unknown as EngineBehaviour;
}
