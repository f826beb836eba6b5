import { readFileSync, writeFileSync } from 'node:fs';

const SHOWN_IN = ['../../packages/leakcheck/README.md', '../../docs/leakcheck.md'];

/** Puts a measured table where documents have its marks: `<!-- NAME -->` before it, `<!-- /NAME -->` after it. */
export function writeTable(name: string, table: string): void {
  const marked = new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`);
  for (const path of SHOWN_IN) {
    const file = new URL(path, import.meta.url);
    const text = readFileSync(file, 'utf8');
    if (marked.test(text)) writeFileSync(file, text.replace(marked, `<!-- ${name} -->\n${table}\n<!-- /${name} -->`));
  }
}
