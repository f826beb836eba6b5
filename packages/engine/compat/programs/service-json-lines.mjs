// run: {"stdin":"{\"op\":\"add\",\"a\":2,\"b\":3}\nnot json\n{\"op\":\"div\",\"a\":1,\"b\":0}\n\n{\"op\":\"nope\"}"}
// One request a line on stdin, one answer a line on stdout.
import { createInterface } from 'node:readline';
const operations = { add: ({ a, b }) => a + b, div({ a, b }) { if (b === 0) throw new RangeError('division by zero'); return a / b; } };
let line = 0;
for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  line++;
  if (text === '') continue;
  try {
    const request = JSON.parse(text);
    if (!Object.hasOwn(operations, request.op)) throw new TypeError(`no operation ${request.op}`);
    console.log(JSON.stringify({ line, result: operations[request.op](request) }));
  } catch (error) {
    console.log(JSON.stringify({ line, error: error.name, ...(error instanceof SyntaxError ? {} : { message: error.message }) }));
  }
}
console.log(JSON.stringify({ lines: line }));
