export type GateErrorCode = 'TERM_TOO_SHORT';

/** The gate was asked something it cannot do safely. */
export class GateError extends Error {
  override readonly name = 'GateError';
  readonly code: GateErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: GateErrorCode,
    message: string,
    options: ErrorOptions & { hint?: string } = {},
  ) {
    super(message, options);
    this.code = code;
    this.hint = options.hint;
  }
}
