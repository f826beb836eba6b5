// The same file runs on native Node and in the engine.
import Koa from 'koa';

const app = new Koa();
app.use((ctx) => {
  ctx.body = { hello: 'world' };
});
app.listen(Number(process.env.PORT ?? 3000), () => console.log('listening'));
