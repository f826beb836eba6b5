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

/** @throws {ShopError} 503 for everything that is no stock with a price. */
export async function getStock(sku: string): Promise<Stock> {
  try {
    const response = await fetch(`http://${WAREHOUSES[sku]}/stock/${sku}`);
    const body = await response.text();
    if (!response.ok) throw new Error(`the stock service answered ${response.status}`);
    return parseStock(body);
  } catch (error) {
    throw new ShopError(503, 'UPSTREAM', `Nobody can say at the moment what ${sku} costs`, { cause: error });
  }
}

function parseStock(body: string): Stock {
  const { available, priceCents } = JSON.parse(body) as Record<string, unknown>;
  if (!Number.isInteger(available)) throw new TypeError('"available" is no whole number');
  if (!Number.isInteger(priceCents) || (priceCents as number) <= 0) throw new TypeError('"priceCents" is no price');
  return { available: available as number, priceCents: priceCents as number };
}
