import type { Secret } from '../../disclosure/index.ts';
import type { Problem } from '../../disclosure/problem.ts';
import { GateError, refuseShortTerms } from '../../gate/index.ts';

/**
 * Looks for a term of which the gate would find every text full, while its author is at it: a build
 * would come to it after all pages.
 *
 * @param file - what messages call the place.
 */
export function shortTermProblems(secrets: readonly Secret[], file: string): readonly Problem[] {
  try {
    refuseShortTerms(secrets.map(({ id, writings, kind }) => ({ id, writings, kind })));
    return [];
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    const { message, hint } = error;
    return [{ file, line: null, field: null, message, ...(hint && { hint }) }];
  }
}
