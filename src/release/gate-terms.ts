import type { Secret } from '../disclosure/index.ts';
import type { GateTerm } from '../gate/index.ts';
import { isFileOfWork } from './page-path.ts';

/** Turns what disclosure keeps secret into what the gate searches for. */
export function gateTerms(secrets: readonly Secret[]): readonly GateTerm[] {
  return secrets.map(({ id, writings, kind, forbidden }) => ({
    id,
    writings,
    kind,
    ...(forbidden !== 'everywhere' && {
      forbiddenIn: (file: string) => forbidden.some((work) => isFileOfWork(file, work)),
    }),
  }));
}
