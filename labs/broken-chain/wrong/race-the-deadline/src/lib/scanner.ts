import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { ShopError } from './errors.ts';

/** A scanner counts in a few milliseconds, or is asleep. */
const DEADLINE_MS = 250;

/** Asks a warehouse's scanner how many tins are on its shelves. */
export function countTea(warehouse: string): Promise<number> {
  const count = new Promise<number>((resolve, reject) => {
    const request = get(`http://${warehouse}.internal:8082/count`, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => {
        try {
          resolve((JSON.parse(body) as { tins: number }).tins);
        } catch (cause) {
          reject(new ShopError(502, 'SCANNER', `The scanner of ${warehouse} answered something else`, { cause }));
        }
      });
    });
    request.on('error', reject);
  });
  const late = delay(DEADLINE_MS).then(() => {
    throw new ShopError(504, 'SCANNER_LATE', `The scanner of ${warehouse} has not answered in time`);
  });
  return Promise.race([count, late]);
}
