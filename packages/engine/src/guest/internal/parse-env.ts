import { assertString } from './validate.ts';

/** The lines of a `.env` file. Quoted values may go over several lines; in double quotes `\n` is a line end. */
export function parseEnv(content: string): Record<string, string> {
  assertString(content, 'content');
  const text = content.replaceAll('\r', '');
  const variables: Record<string, string> = {};
  const lineEnd = (from: number) => {
    const at = text.indexOf('\n', from);
    return at < 0 ? text.length : at;
  };
  let at = 0;
  while (at < text.length) {
    const end = lineEnd(at);
    const line = text.slice(at, end);
    const split = line.indexOf('=');
    const name = line
      .slice(0, Math.max(0, split))
      .trim()
      .replace(/^export\s+/, '');
    if (split < 0 || name === '' || line.trimStart().startsWith('#')) {
      at = end + 1;
      continue;
    }
    let start = at + split + 1;
    while (text[start] === ' ' || text[start] === '\t') start++;
    const quote = text[start] ?? '';
    const close = quote !== '' && '\'"`'.includes(quote) ? text.indexOf(quote, start + 1) : -1;
    if (close >= 0) {
      const value = text.slice(start + 1, close);
      variables[name] = quote === '"' ? value.replaceAll('\\n', '\n') : value;
      at = lineEnd(close) + 1;
    } else {
      variables[name] = start >= end ? '' : (text.slice(start, end).split('#', 1)[0] as string).trim();
      at = end + 1;
    }
  }
  return variables;
}
