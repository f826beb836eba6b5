import { channel } from 'node:diagnostics_channel';

const opened = channel('leakcheck:open');
const closed = channel('leakcheck:close');

/** Tea that nobody else gets while an order for it is looked at. */
export interface Hold {
  /** Gives it back, or over to the packers. Once. */
  release(): void;
}

export function holdTea(sku: string, quantity: number): Hold {
  const hold: Hold = { release: () => closed.publish({ token: hold }) };
  opened.publish({ kind: 'lease', token: hold, label: `${quantity} of ${sku} on hold` });
  return hold;
}
