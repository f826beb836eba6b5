import { codedError, invalidArgType } from './errors.ts';
import { processEvents } from './process-events.ts';

interface Option {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
  default?: string | boolean | (string | boolean)[];
}

export interface ParseArgsConfig {
  args?: readonly string[];
  options?: Readonly<Record<string, Option>>;
  strict?: boolean;
  allowPositionals?: boolean;
  allowNegative?: boolean;
}

type Values = Record<string, string | boolean | (string | boolean)[]>;

function unknownOption(name: string, allowPositionals: boolean): Error {
  const hint = allowPositionals
    ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- ${JSON.stringify(name)}`
    : '';
  return codedError(TypeError, 'ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${name}'${hint}`);
}

/** util.parseArgs, without tokens. */
export function parseArgs(config: ParseArgsConfig = {}): { values: Values; positionals: string[] } {
  const { options = {}, strict = true, allowNegative = false } = config;
  const allowPositionals = config.allowPositionals ?? !strict;
  const args = [...(config.args ?? (processEvents as unknown as { argv: string[] }).argv.slice(2))];
  for (const [name, option] of Object.entries(options)) {
    if (option.type !== 'string' && option.type !== 'boolean') throw invalidArgType(`options.${name}.type`, "('string'|'boolean')", option.type);
  }
  const values = Object.create(null) as Values;
  const positionals: string[] = [];

  function store(name: string, shown: string, value: string | undefined): void {
    const option = options[name];
    if (option === undefined && strict) throw unknownOption(shown, allowPositionals);
    if (option?.type === 'string' && value === undefined && strict)
      throw codedError(TypeError, 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${describe(name, option)} <value>' argument missing`);
    if (option?.type === 'boolean' && value !== undefined && strict)
      throw codedError(TypeError, 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${describe(name, option)}' does not take an argument`);
    add(name, value ?? true);
  }

  function add(name: string, value: string | boolean): void {
    if (!options[name]?.multiple) values[name] = value;
    else values[name] = [...((values[name] as (string | boolean)[] | undefined) ?? []), value];
  }

  function takesValue(name: string): boolean {
    return options[name]?.type === 'string' && args.length > 0 && (!(args[0] as string).startsWith('-') || args[0] === '-');
  }

  function takeShort(group: string): void {
    for (let at = 0; at < group.length; at++) {
      const short = group[at] as string;
      const name = Object.keys(options).find((each) => options[each]?.short === short) ?? short;
      if (options[name]?.type === 'string' && at < group.length - 1) {
        store(name, `-${short}`, group.slice(at + 1));
        return;
      }
      store(name, `-${short}`, takesValue(name) ? args.shift() : undefined);
    }
  }

  for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
    if (arg === '--') {
      positionals.push(...args.splice(0));
      if (positionals.length > 0 && !allowPositionals) throw unexpectedPositional(positionals[0] as string);
    } else if (arg.startsWith('--')) {
      const at = arg.indexOf('=');
      const name = at < 0 ? arg.slice(2) : arg.slice(2, at);
      const positive = name.replace(/^no-/, '');
      if (allowNegative && at < 0 && positive !== name && options[positive]?.type === 'boolean') add(positive, false);
      else store(name, `--${name}`, at >= 0 ? arg.slice(at + 1) : takesValue(name) ? args.shift() : undefined);
    } else if (arg.startsWith('-') && arg !== '-') takeShort(arg.slice(1));
    else if (allowPositionals) positionals.push(arg);
    else throw unexpectedPositional(arg);
  }
  for (const [name, option] of Object.entries(options)) {
    if (option.default !== undefined && values[name] === undefined) values[name] = option.default;
  }
  return { values, positionals };
}

function describe(name: string, option: Option): string {
  return `${option.short ? `-${option.short}, ` : ''}--${name}`;
}

function unexpectedPositional(arg: string): Error {
  return codedError(TypeError, 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', `Unexpected argument '${arg}'. This command does not take positional arguments`);
}
