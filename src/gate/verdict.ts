import { createMatcher } from './matcher.ts';
import type { Severity } from './rules.ts';
import type { TermKind } from './term.ts';

/** What tests ask of one term and one text: the worst that is said of it; null for nothing. */
export function verdict(writing: string, kind: TermKind, text: string): Severity | null {
  const found = new Set<Severity>();
  createMatcher([{ id: 't', writings: [writing], kind }]).search(
    text,
    () => true,
    ({ severity }) => found.add(severity),
  );
  if (found.has('error')) return 'error';
  return found.has('warning') ? 'warning' : null;
}
