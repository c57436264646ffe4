import { partsOf } from './name.ts';
import type { TwoLetterName } from './name.ts';

/**
 * How a name is spelt: as it was given, in other capitals, without its sign, or in letters of another
 * script alone that look alike.
 */
export type Spelling = 'given' | 'other-case' | 'joined' | 'look-alike';

/**
 * Tells how a name is spelt.
 *
 * @param written - two letters that may look like those of the name, and what stands between them.
 * @returns null if they are another word.
 */
export function spellingOf(name: TwoLetterName, written: string): Spelling | null {
  const parts = partsOf(written);
  if (!parts) return null;
  const [first, sign, last] = parts;
  const letters = [compare(name.first, first), compare(name.last, last)];
  if (letters.includes(null)) return null;
  if (!isSign(name.sign, sign)) return sign === '' ? 'joined' : null;
  if (letters.includes('other-case')) return letters.includes('look-alike') ? null : 'other-case';
  // Beside a digit, or a letter of the name's own, one of another script is nothing but that letter.
  return letters.every((each) => each === 'look-alike') ? 'look-alike' : 'given';
}

/** With spaces around it or without: `H & M`. */
function isSign(given: string, there: string): boolean {
  return given.trim() === there.trim() && (given === '') === (there === '');
}

function compare(given: string, there: string): 'same' | 'other-case' | 'look-alike' | null {
  if (given === there) return 'same';
  if (given.toLowerCase() === there.toLowerCase()) return 'other-case';
  return ALIKE.some((letters) => letters.includes(given) && letters.includes(there))
    ? 'look-alike'
    : null;
}

/** Capitals of Latin, Cyrillic and Greek that nobody can tell apart. */
const ALIKE = [
  ...[
    'AАΑ',
    'BВΒ',
    'CСϹ',
    'EЕΕ',
    'HНΗ',
    'IІΙ',
    'JЈ',
    'KКΚ',
    'MМΜ',
    'NΝ',
    'OОΟ',
    'PРΡ',
    'SЅ',
    'TТΤ',
  ],
  ...['XХΧ', 'YУΥ', 'ZΖ'],
];
