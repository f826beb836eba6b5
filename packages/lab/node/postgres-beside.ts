import { PostgresService } from '../../engine/src/services/postgres/postgres-service.ts';
import type { FreshDatabases } from '../src/sandboxes/engine-database.ts';
import type { PostgresSpec, ServicesReading } from '../src/services.ts';
import type { NodeClock } from './node-clock.ts';
import { ServicePort } from './service-port.ts';

/** A Postgres on a port of the loopback interface, for one program. */
export interface PostgresBeside {
  readonly port: number;
  /** What the program finds as DATABASE_URL, where it is not the one that every lab has. */
  readonly url?: string;
  read(): Promise<NonNullable<ServicesReading['postgres']>>;
  /** Ends every session with 57P01. */
  restart(): Promise<void>;
  refuse(): void;
  accept(): Promise<void>;
  close(): Promise<void>;
}

/** PGlite behind a real socket: one session of a real Postgres, shared by everybody who connects, as in the machine. */
export async function openPglite({ initSql, maxConnections }: PostgresSpec, databases: FreshDatabases, clock: NodeClock): Promise<PostgresBeside> {
  const database = await databases.take(initSql);
  const service = new PostgresService(database, { maxConnections });
  const served = await ServicePort.open(service, clock);
  return {
    port: served.port,
    read: async () => ({ sessions: service.connections, inTransaction: service.inTransaction }),
    restart: async () => service.restart(),
    refuse: () => served.refuse(),
    accept: () => served.accept(),
    async close() {
      served.close();
      database.close();
    },
  };
}
