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

export async function getStock(sku: string): Promise<Stock> {
  const response = await fetch(`http://${WAREHOUSES[sku]}/stock/${sku}`);
  return (await response.json()) as Stock;
}
