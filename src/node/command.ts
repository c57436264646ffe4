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
 */
export async function run(usage: string, main: () => Promise<Exit>): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(usage);
    return;
  }
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = EXIT.broken;
    console.error(explain(error, usage));
  }
}

function explain(error: unknown, usage: string): string {
  if (error instanceof UsageError || isParseArgsError(error)) return `${error.message}\n\n${usage}`;
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

/** A full disk, a missing permission: the system's own sentence says enough. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
