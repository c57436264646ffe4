/** What can be wrong with the input of this library. Codes are added, never renamed. */
export type MarkErrorCode =
  | 'SEED_MALFORMED'
  | 'MARK_ID_MALFORMED'
  | 'FILE_TOO_SMALL'
  | 'ACROSTIC_TOO_SHORT'
  | 'ACROSTIC_NOT_SPELLED'
  | 'EGG_NOT_PLACED'
  | 'EGG_NOT_PLANNED'
  | 'EGG_STATEMENT_TOO_LONG'
  | 'FILE_MALFORMED';

/** Bad input of marking. The message never holds a phrase or a key. */
export class MarkError extends Error {
  override readonly name = 'MarkError';
  readonly code: MarkErrorCode;
  /** What to do about it, in one sentence. */
  readonly hint: string | null;

  constructor(
    code: MarkErrorCode,
    message: string,
    options: ErrorOptions & { hint?: string } = {},
  ) {
    super(message, options);
    this.code = code;
    this.hint = options.hint ?? null;
  }
}
