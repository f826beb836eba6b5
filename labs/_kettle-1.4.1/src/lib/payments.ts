import { ShopError } from './errors.ts';

/** Asks the bank for the money. @throws {ShopError} 502 when it does not say yes. */
export async function authorise(cents: number): Promise<void> {
  let answer: Response;
  try {
    answer = await fetch('http://payments:8080/authorise', { method: 'POST', body: String(cents) });
    await answer.text();
  } catch (error) {
    throw new ShopError(502, 'NO_PAYMENT', 'The payment did not go through', { cause: error });
  }
  if (!answer.ok) throw new ShopError(502, 'NO_PAYMENT', 'The payment did not go through');
}
