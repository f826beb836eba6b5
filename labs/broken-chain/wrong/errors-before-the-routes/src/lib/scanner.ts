import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { ShopError } from './errors.ts';

/** A scanner counts in a few milliseconds, or is asleep. */
const DEADLINE_MS = 250;

/** Asks a warehouse's scanner how many tins are on its shelves. @throws {ShopError} 504 when it takes too long, 502 when it says anything else. */
export async function countTea(warehouse: string): Promise<number> {
  const signal = AbortSignal.timeout(DEADLINE_MS);
  try {
    // The signal goes to the request alone: it ends as an error of the request, which once() waits for as well.
    const request = get(`http://${warehouse}.internal:8082/count`, { signal });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const { tins } = (await json(response)) as { tins?: unknown };
    if (typeof tins !== 'number') throw new TypeError(`"tins" is no number: ${String(tins)}`);
    return tins;
  } catch (cause) {
    if (signal.aborted) throw new ShopError(504, 'SCANNER_LATE', `The scanner of ${warehouse} has not answered in time`, { cause });
    throw new ShopError(502, 'SCANNER', `The scanner of ${warehouse} answered something else`, { cause });
  }
}
