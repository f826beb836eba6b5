import ts from 'typescript';
import { expect, test } from 'vitest';
import { lint } from './lint.ts';

const NODE = `
declare module 'node:fs/promises' {
  interface FileHandle { close(): Promise<void>; readFile(): Promise<string>; stat(): Promise<{ size: number }> }
  export function open(path: string): Promise<FileHandle>;
}
declare module 'node:fs' {
  export function openSync(path: string): number;
  export function readFileSync(fd: number): string;
  export function closeSync(fd: number): void;
}
declare function work(): Promise<number>;
declare function plain(): number;
declare function each(callback: (item: number) => void): void;
declare function eachInTurn(callback: (item: number) => Promise<void>): void;
interface Client { query(): Promise<number>; release(): void }
declare function borrow(): Promise<Client>;
declare function discount(client: Client): Promise<number>;
declare const log: { error(error: unknown): void };
`;

/** Findings as "line rule name". */
function found(code: string): string[] {
  const files: Record<string, string> = { 'node.d.ts': NODE, 'main.ts': `${code}\nexport {};\n` };
  const options: ts.CompilerOptions = { target: ts.ScriptTarget.ESNext, lib: ['lib.esnext.d.ts'], strict: true, module: ts.ModuleKind.ESNext, types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) => {
    const text = files[name];
    return text === undefined ? getSourceFile.call(host, name, ...rest) : ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true);
  };
  host.fileExists = (name) => name in files || fileExists.call(host, name);
  host.readFile = (name) => files[name] ?? readFile.call(host, name);
  const program = ts.createProgram(Object.keys(files), options, host);
  const file = program.getSourceFile('main.ts') as ts.SourceFile;
  return lint({ ts, checker: program.getTypeChecker(), file }).map(({ rule, start, name, line }) =>
    [file.getLineAndCharacterOfPosition(start).line + 1, rule, name, line].filter((part) => part !== undefined).join(' '),
  );
}

test('lint finds a promise that nobody waits for', () => {
  expect(found('work();\nvoid work();\nplain() > 0 && work();\nwork().then(plain);\nwork().finally(plain);')).toEqual([
    '1 floating-promise',
    '2 floating-promise',
    '3 floating-promise',
    '4 floating-promise',
    '5 floating-promise',
  ]);
});

test('lint leaves a promise alone that is awaited, kept, or whose failure goes somewhere', () => {
  expect(
    found(
      'await work();\nconst kept = work();\nwork().catch(log.error);\nwork().then(plain, log.error);\nwork().catch(log.error).finally(plain);\nplain();\nawait kept;',
    ),
  ).toEqual([]);
});

test('lint finds an async callback whose caller does not wait', () => {
  expect(found('each(async () => {\n  await work();\n});\neachInTurn(async () => {\n  await work();\n});')).toEqual(['1 async-callback']);
});

test('lint leaves an async callback alone that catches all its errors', () => {
  expect(found('each(async () => {\n  try {\n    await work();\n  } catch (error) {\n    log.error(error);\n  }\n});')).toEqual([]);
});

test('lint finds errors that are caught and dropped', () => {
  expect(found('try {\n  plain();\n} catch {}\nawait work().catch(() => {});\nawait work().catch(() => undefined);\nawait work().catch(() => ({}));')).toEqual([
    '3 swallowed-error',
    '4 swallowed-error',
    '5 swallowed-error',
    '6 swallowed-error',
  ]);
});

test('lint leaves an empty catch alone that says why', () => {
  expect(found('try {\n  plain();\n} catch {\n  // The file may be gone already: that is what was wanted.\n}\nawait work().catch(() => 0);')).toEqual([]);
});

test('lint finds a promise that is returned from a try without await', () => {
  expect(
    found(
      'export async function a() {\n  try {\n    return work();\n  } finally {\n    plain();\n  }\n}\nexport async function b() {\n  try {\n    return await work();\n  } catch {\n    return work();\n  }\n}',
    ),
  ).toEqual(['3 return-in-try']);
});

const READ = (body: string) => `import { open } from 'node:fs/promises';\nexport async function read() {\n${body}\n}`;

test('lint finds a handle that is never closed', () => {
  expect(found(READ("  const handle = await open('a');\n  return handle.readFile();"))).toEqual(['3 never-released handle']);
});

test('lint finds a handle that stays open when a line before its close throws, and names the line', () => {
  expect(found(READ("  const handle = await open('a');\n  const text = await handle.readFile();\n  await handle.close();\n  return text;"))).toEqual([
    '3 released-late handle 4',
  ]);
  const sync =
    "import { openSync, closeSync, readFileSync } from 'node:fs';\nexport function read() {\n  const fd = openSync('a');\n  const value = JSON.parse(readFileSync(fd));\n  closeSync(fd);\n  return value;\n}";
  expect(found(sync)).toEqual(['3 released-late fd 4']);
});

test('lint finds a line that can throw between taking a handle and the try that guards it', () => {
  expect(
    found(
      READ(
        "  const handle = await open('a');\n  const { size } = await handle.stat();\n  try {\n    return size;\n  } finally {\n    await handle.close();\n  }",
      ),
    ),
  ).toEqual(['3 late-try handle 4']);
});

test('lint leaves a handle alone that finally closes, that is used with await using, or that leaves the function', () => {
  expect(found(READ("  const handle = await open('a');\n  try {\n    return await handle.readFile();\n  } finally {\n    await handle.close();\n  }"))).toEqual(
    [],
  );
  expect(found("import { open } from 'node:fs/promises';\nexport async function take() {\n  const handle = await open('a');\n  return handle;\n}")).toEqual([]);
  expect(found("import { open } from 'node:fs/promises';\nexport async function take() {\n  const handle = await open('a');\n  return { handle };\n}")).toEqual(
    [],
  );
});

test('lint cannot tell where a handle is closed on several paths, and says nothing', () => {
  expect(
    found(
      READ(
        "  const handle = await open('a');\n  try {\n    await handle.readFile();\n  } catch (error) {\n    await handle.close();\n    throw error;\n  }\n  await handle.close();",
      ),
    ),
  ).toEqual([]);
});

test('lint finds a lease that another function gets before the try that guards it, and leaves it to the function that gets it where nothing gives it back here', () => {
  expect(
    found(
      'export async function buy() {\n  const client = await borrow();\n  await discount(client);\n  try {\n    await client.query();\n  } finally {\n    client.release();\n  }\n}',
    ),
  ).toEqual(['2 late-try client 3']);
  expect(found('export async function buy() {\n  const client = await borrow();\n  await discount(client);\n}')).toEqual([]);
});
