// A clean Express app, or one whose refusals keep so many bytes each.
import express from 'express';

export function createApp(leakedBytes) {
  const kept = [];
  const app = express();
  app.get('/tea/:name', (request, response) => {
    // V8 on 64 bits: 8 B of a slot in the list, 32 B of an array, 16 B before its elements, 8 B per element.
    if (leakedBytes > 0) kept.push(new Array((leakedBytes - 56) / 8).fill(1));
    response.status(404).json({ error: `${request.params.name} is not a tea` });
  });
  return app;
}
