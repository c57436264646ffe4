import type { Called } from './languages/called.ts';
import { companyCalledBy } from './languages/company-names.ts';
import { personCalledBy } from './languages/person-names.ts';
import { codeNameOf } from './languages/project-names.ts';
import { isTooShort } from './needle.ts';
import type { GateTerm } from './term.ts';

/**
 * The shorter names by which people call a company, somebody or a project, of whom the full name is confidential.
 *
 * @param writing - one of the term's.
 */
export function shorterNames(term: GateTerm, writing: string): readonly Called[] {
  // Each once: to prepare a name takes long, and most have nothing more to leave out.
  const sure = new Map<string, boolean>();
  for (const { name, isSure } of called(term.kind, writing))
    if (name !== writing && !isTooShort(term, name))
      sure.set(name, isSure || sure.get(name) === true);
  return Array.from(sure, ([name, isSure]) => ({ name, isSure }));
}

function called(kind: GateTerm['kind'], writing: string): readonly Called[] {
  if (kind === 'person') return personCalledBy(writing);
  const code = { name: codeNameOf(writing), isSure: false };
  if (kind === 'word') return [code];
  return kind === 'name' ? [...companyCalledBy(writing), code] : [];
}
