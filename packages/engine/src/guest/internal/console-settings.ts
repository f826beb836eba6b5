import { codedError } from './errors.ts';
import { inspect, type InspectOptions } from './inspect.ts';
import { assertInteger, assertObject } from './validate.ts';

/** What a console writes to: a stream, or what looks like one. */
export interface Sink {
  readonly isTTY?: boolean;
  readonly _writableState?: { readonly errorEmitted?: boolean };
  write(text: string, done?: (error?: unknown) => void): unknown;
  getColorDepth?(): number;
  listenerCount?(event: string): number;
  once?(event: string, listener: () => void): unknown;
  removeListener?(event: string, listener: () => void): unknown;
}

export interface ConsoleOptions {
  stdout: Sink;
  stderr?: Sink;
  ignoreErrors?: boolean;
  colorMode?: boolean | 'auto';
  groupIndentation?: number;
  inspectOptions?: InspectOptions;
}

const MAX_INDENTATION = 1000;

/** Whether the stream is a terminal that shows colours. */
export function wantsColors(sink: Sink): boolean {
  return sink?.isTTY === true && (typeof sink.getColorDepth !== 'function' || sink.getColorDepth() > 2);
}

/** What Console was given, in either form, or the error that Node throws. */
export function checkedSettings(options: ConsoleOptions | Sink, stderr: Sink | undefined, ignoreErrors: boolean | undefined): ConsoleOptions {
  const settings: ConsoleOptions =
    !options || typeof (options as Sink).write === 'function'
      ? { stdout: options as Sink, ...(stderr !== undefined && { stderr }), ...(ignoreErrors !== undefined && { ignoreErrors }) }
      : (options as ConsoleOptions);
  for (const [name, sink] of [
    ['stdout', settings.stdout],
    ['stderr', settings.stderr ?? settings.stdout],
  ] as const) {
    if (typeof sink?.write !== 'function') throw codedError(TypeError, 'ERR_CONSOLE_WRITABLE_STREAM', `Console expects a writable stream instance for ${name}`);
  }
  const { colorMode, groupIndentation, inspectOptions } = settings;
  if (colorMode !== undefined && colorMode !== 'auto' && typeof colorMode !== 'boolean')
    throw codedError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'colorMode' must be one of: 'auto', true, false. Received ${inspect(colorMode)}`);
  if (groupIndentation !== undefined) assertInteger(groupIndentation, 'groupIndentation', 0, MAX_INDENTATION);
  if (inspectOptions !== undefined) {
    assertObject(inspectOptions, 'options.inspectOptions');
    if (inspectOptions.colors !== undefined && colorMode !== undefined)
      throw codedError(
        TypeError,
        'ERR_INCOMPATIBLE_OPTION_PAIR',
        'Option "options.inspectOptions.color" cannot be used in combination with option "colorMode"',
      );
  }
  return settings;
}
