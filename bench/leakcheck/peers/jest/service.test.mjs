// Run by jest --detectOpenHandles: the report is jest's own.
import { startService } from '../exercise.mjs';

let service;
beforeAll(async () => {
  service = await startService(process.env.SERVICE);
});
afterAll(() => service.close());

test('the service answers', async () => {
  expect(await service.send(200)).toBe(true);
}, 600_000);
