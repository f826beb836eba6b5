import { readdirSync, readFileSync } from 'node:fs';

export interface HostileProgram {
  readonly name: string;
  readonly source: string;
  /** Ways to end that are honest, as `reason code`; `turns` for one that goes on for ever and lets others run. */
  readonly ends: readonly string[];
}

const FOLDER = new URL('programs/', import.meta.url);

/** Each file's first line says how it may end: `// ends: exit 0 | stalled 137`. @throws when it does not. */
export function readHostilePrograms(): HostileProgram[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => {
      const source = readFileSync(new URL(name, FOLDER), 'utf8');
      const ends = /^\/\/ ends: (.+)$/m.exec(source)?.[1]?.split(' | ');
      if (ends === undefined) throw new Error(`${name} does not say how it may end: begin it with "// ends: exit 0", say`);
      return { name, source, ends };
    });
}
