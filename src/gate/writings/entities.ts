import { Unreadable } from '../decoder.ts';

const DECLARED = /<!ENTITY\s+([\w.:-]{1,80})\s+(?:"([^"]*)"|'([^']*)')\s*>/g;
const REFERENCE = /&([\w.:-]{1,80});/g;
/** They may be made of one another, and a few lines of them of gigabytes. */
const MAX_ROUNDS = 16;
const MAX_SIZE = 16 * 1024 * 1024;

/**
 * Puts what a document declares for the names of it (XML 1.0, section 4.2.1), as editors do for SVG.
 *
 * @returns null if it declares nothing.
 * @throws Unreadable if it grows without end.
 */
export function withEntities(document: string): string | null {
  if (!document.includes('<!ENTITY')) return null;
  const declared = new Map<string, string>();
  // The first one counts.
  for (const [, name = '', double, single] of document.matchAll(DECLARED))
    if (!declared.has(name)) declared.set(name, double ?? single ?? '');
  if (declared.size === 0) return null;
  let text = document.replace(DECLARED, '');
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = text;
    let size = 0;
    text = text.replace(REFERENCE, (whole, name: string) => {
      const value = declared.get(name) ?? whole;
      size += value.length;
      if (size > MAX_SIZE) throw endless();
      return value;
    });
    if (text === before) return text;
  }
  throw endless();
}

function endless(): Unreadable {
  return new Unreadable('declares entities without end');
}
