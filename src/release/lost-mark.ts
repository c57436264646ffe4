import type { Finding } from '../gate/index.ts';

/**
 * What stops a release with a mark that is gone.
 *
 * @param carrier - where it was hidden.
 */
export function lostMark(file: string, carrier: string, hint: string): Finding {
  return {
    file,
    path: carrier,
    term: null,
    severity: 'error',
    rule: 'mark-lost',
    snippet: '',
    offset: null,
    hint,
  };
}
