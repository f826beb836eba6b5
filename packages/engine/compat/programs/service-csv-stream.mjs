// CSV through streams: quotes, line breaks in fields, pieces that end in the middle of a character, an error with its line.
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';

function parseCsv() {
  const decoder = new StringDecoder('utf8');
  let field = '', row = [], quoted = false, line = 1, last = '';
  const feed = (stream, text) => {
    for (const char of text) {
      if (char === '\n') line++;
      if (quoted) {
        if (char === '"') quoted = false;
        else field += char;
      } else if (char === '"') {
        if (last === '"') field += '"';
        else if (field !== '') throw Object.assign(new Error(`stray quote in line ${line}`), { line });
        quoted = true;
      } else if (char === ',') { row.push(field); field = ''; }
      else if (char === '\n') { row.push(field); field = ''; stream.push(row); row = []; }
      else if (char !== '\r') field += char;
      last = char;
    }
  };
  return new Transform({
    readableObjectMode: true,
    transform(chunk, encoding, done) { try { feed(this, decoder.write(chunk)); done(); } catch (error) { done(error); } },
    flush(done) { try { feed(this, decoder.end()); if (quoted) throw new Error('open quote at the end'); done(); } catch (error) { done(error); } },
  });
}
const pieces = (text, size) => { const bytes = Buffer.from(text); return Readable.from((function* () { for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size); })()); };
const inputs = ['name,note\r\nZoë,"a, b"\r\nÅsa,"line one\nline two"\r\n€,"say ""hi"""\n', 'a,b\nc"d,e\n', 'a,"open\n'];
for (const input of inputs) {
  const rows = [];
  try {
    await pipeline(pieces(input, 3), parseCsv(), async (source) => { for await (const row of source) rows.push(row); });
    console.log(rows);
  } catch (error) {
    console.log(rows, error.message, error.line);
  }
}
