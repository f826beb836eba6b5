import type { Entries } from '../abi/entries.ts';
import { ENTRY_NAMES } from '../abi/entry-names.ts';
import type { Syscalls } from '../abi/syscalls.ts';
import { SYSCALL_NAMES } from '../abi/syscall-names.ts';
import type { Image } from '../vm/image.ts';
import type { Primitive } from '../vm/values.ts';
import type { GuestFunction, Vm } from '../vm/vm.ts';

/** Finds an image's entry points in a machine restored from it. */
export function importEntries(vm: Vm, image: Image): Readonly<Record<keyof Entries, GuestFunction>> {
  const entries: Partial<Record<keyof Entries, GuestFunction>> = {};
  for (const name of ENTRY_NAMES) {
    const token = image.header.entries[name];
    if (token === undefined) throw new Error(`The image has no entry point "${name}": rebuild it with \`npm run images\``);
    entries[name] = vm.importFunction(token);
  }
  return entries as Record<keyof Entries, GuestFunction>;
}

/** System calls that take or give values of the guest's own. */
export type GuestValueSyscall = 'compileCommonJs' | 'promiseState' | 'promiseResult' | 'trackContexts' | 'enterContext';
const WITH_GUEST_VALUES: ReadonlySet<string> = new Set<GuestValueSyscall>([
  'compileCommonJs',
  'promiseState',
  'promiseResult',
  'trackContexts',
  'enterContext',
]);

/** Gives the restored machine's system calls their bodies. */
export function provideSyscalls(
  vm: Vm,
  syscalls: Omit<Syscalls, GuestValueSyscall>,
  contextAddress: number,
  compileCommonJs: (path: string, source: string | undefined) => GuestFunction,
): void {
  const bodies = syscalls as unknown as Readonly<Record<string, (...args: Primitive[]) => Primitive>>;
  for (const name of SYSCALL_NAMES) {
    if (WITH_GUEST_VALUES.has(name)) continue;
    const body = bodies[name];
    if (body === undefined) throw new Error(`System call "${name}" has no body`);
    vm.provide(name, body);
  }
  vm.provideAsyncContexts('trackContexts', 'enterContext', contextAddress);
  vm.providePromiseInspection('promiseState', 'promiseResult');
  vm.provideValue('compileCommonJs', (path, source) => compileCommonJs(path?.toString() ?? '', source?.isString ? source.toString() : undefined));
}
