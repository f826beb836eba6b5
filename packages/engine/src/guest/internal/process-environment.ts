import { codedError } from './errors.ts';
import { parseEnv } from './parse-env.ts';

function refused(reason: string): Error {
  return codedError(TypeError, 'ERR_INVALID_OBJECT_DEFINE_PROPERTY', `'process.env' ${reason}`);
}

/** Environment variables are text, whatever a program assigns. */
export function environment(variables: Readonly<Record<string, string>>): Record<string, string> {
  return new Proxy({ ...variables } as Record<string, string>, {
    set(target, name, value) {
      if (typeof name === 'symbol' || typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
      return Reflect.defineProperty(target, name, { value: String(value), writable: true, enumerable: true, configurable: true });
    },
    defineProperty(target, name, descriptor) {
      if ('get' in descriptor || 'set' in descriptor) throw refused('does not accept an accessor(getter/setter) descriptor');
      if (!descriptor.configurable || !descriptor.writable || !descriptor.enumerable)
        throw refused('only accepts a configurable, writable, and enumerable data descriptor');
      if (typeof name === 'symbol' || typeof descriptor.value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
      return Reflect.defineProperty(target, name, { ...descriptor, value: String(descriptor.value) });
    },
  });
}

/** What a `.env` file says is set, unless the variable is set already. */
export function addFromFile(env: Record<string, string>, content: string): void {
  for (const [name, value] of Object.entries(parseEnv(content))) if (env[name] === undefined) env[name] = value;
}
