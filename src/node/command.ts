import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

/** What every command answers with; other programs rely on it. */
export const EXIT = { fine: 0, refused: 1, broken: 2 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** The command was called wrongly: the message is printed with the usage line, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The input could not be read or understood: the message is printed, exit 2. */
export class BrokenInput extends Error {
  override readonly name = 'BrokenInput';
  /** What is wrong is in the input: where Astro prints errors, there is no trace to print. */
  override readonly stack = '';
  /** What to do about it, in one imperative sentence. */
  readonly hint: string | undefined;

  constructor(message: string, options: ErrorOptions & { hint?: string } = {}) {
    super(message, options);
    this.hint = options.hint;
  }
}

/**
 * Runs a command and sets the exit code. Expected failures print one message and no stack; our own
 * mistakes keep their stack, because a bug report needs it.
 *
 * @param usage - printed under a usage error, and alone for `--help`.
 * @param printable - what may be printed of a message: left out, all of it.
 */
export async function runCommand(
  usage: string,
  main: () => Promise<Exit>,
  printable: (message: string) => Promise<string> = async (message) => message,
): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(usage);
    return;
  }
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = EXIT.broken;
    const message = await printable(explain(error));
    const isUsage = error instanceof UsageError || isParseArgsError(error);
    console.error(isUsage ? `${message}\n\n${usage}` : message);
  }
}

/**
 * @returns an error that says where an argument stands that has no place. What it is is not repeated:
 *   it may be a client's name that lost its quotes or its option.
 */
export function unexpectedArgument(value: string | undefined, hint = ''): UsageError {
  return new UsageError(`${placeOf(value ?? '')}: is not expected here${hint && `: ${hint}`}`);
}

/**
 * Refuses options that a command has, but not for what it is to do now: whoever writes one counts on it.
 *
 * @throws what Node says of an option that is not known.
 */
export function refuseOtherOptions<O extends Options>(
  options: O,
  taken: readonly (keyof O)[],
): void {
  const left = Object.entries(options).filter(([name]) => taken.includes(name));
  parseArgs({ options: Object.fromEntries(left), allowPositionals: true });
}

type Options = NonNullable<ParseArgsConfig['options']>;

function placeOf(value: string): string {
  const index = process.argv.indexOf(value, 2);
  return index < 0 ? 'an argument' : `argument ${index - 1}`;
}

function explain(error: unknown): string {
  if (isParseArgsError(error)) return explainArguments(error);
  if (error instanceof UsageError) return error.message;
  if (error instanceof Error && 'hint' in error)
    return [error.message, error.hint].filter(Boolean).join('\n  ');
  if (isSystemError(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isParseArgsError(error: unknown): error is Error {
  return (
    error instanceof TypeError &&
    String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
  );
}

/** Node's own message repeats what was written, and may call a client an unknown option. */
function explainArguments(error: Error & { readonly code?: unknown }): string {
  const [, quoted = ''] = /'(-*[^',]*)/.exec(error.message) ?? [];
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION': {
      const written = process.argv.slice(2).find((each) => each.split('=')[0] === quoted);
      return `${placeOf(written ?? quoted)}: there is no such option`;
    }
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return unexpectedArgument(quoted).message;
    default:
      return error.message;
  }
}

/** A full disk, a missing permission: the system's own sentence says enough. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
