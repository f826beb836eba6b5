import { ShopError } from './errors.ts';

/** What a warehouse says of a tea. */
export interface Stock {
  readonly available: number;
  readonly priceCents: number;
}

/** Each warehouse keeps its own stock service. */
const WAREHOUSES: Readonly<Record<string, string>> = {
  'oolong-100': 'harbour.internal:8081',
  'puerh-357': 'cellar.internal:8081',
  'sencha-50': 'annex.internal:8081',
  'jasmine-250': 'attic.internal:8081',
};

export function isSold(sku: string): boolean {
  return WAREHOUSES[sku] !== undefined;
}

/** @throws {ShopError} 503 when the warehouse does not answer. */
export async function getStock(sku: string): Promise<Stock> {
  try {
    const response = await fetch(`http://${WAREHOUSES[sku]}/stock/${sku}`);
    const body = await response.text();
    if (!response.ok) throw new Error(`the stock service answered ${response.status}`);
    return JSON.parse(body) as Stock;
  } catch (error) {
    throw new ShopError(503, 'UPSTREAM', `Nobody can say at the moment what ${sku} costs`, { cause: error });
  }
}
