import { character } from './writing.ts';

const CYRILLIC_NAMES =
  'a b v g d e zh z i ishrt k l m n o p r s t u f h c ch sh shch hrdsn ery sftsn erev yu ya yo'.split(
    ' ',
  );
const CYRILLIC = 'абвгдежзийклмнопрстуфхцчшщъыьэюяё';
const NAMES = new Map([
  ['ss', 'ß'],
  ['SS', 'ß'],
  ['ae', 'æ'],
  ['AE', 'Æ'],
  ['oe', 'œ'],
  ['OE', 'Œ'],
  ['aa', 'å'],
  ['AA', 'Å'],
  ['o', 'ø'],
  ['O', 'Ø'],
  ['l', 'ł'],
  ['L', 'Ł'],
  ['i', 'i'],
  ['j', 'j'],
  ...CYRILLIC_NAMES.flatMap((name, at) => {
    const letter = CYRILLIC.charAt(at);
    const named = [`cyr${name}`, letter] as const;
    return [named, [`CYR${name.toUpperCase()}`, letter.toUpperCase()] as const];
  }),
]);

const SIGN = '(?:["\'`^~=.]\\s?|[Hcdkruv](?=[ {\\\\])\\s?)';
const SIGNED = new RegExp(`^\\\\${SIGN}\\{?\\\\?([A-Za-z])`);
const NUMBER = /^\\(?:symbol\{|char\s?)(["'`]?\\?)(.+?)[}\s]?$/;
const LONGEST_FIRST = [...NAMES.keys()].sort((a, b) => b.length - a.length).join('|');

/**
 * How TeX writes letters beyond ASCII: a sign and a letter, a letter by its name (with the space or the braces that end
 * it), or by its number.
 */
export const TEX_LETTERS = [
  `\\{?\\\\${SIGN}(?:\\{\\\\?[A-Za-z]\\}|\\\\[ij]\\s?|[A-Za-z])\\}?`,
  `\\{?\\\\(?:${LONGEST_FIRST})(?![A-Za-z])(?:\\{\\}|\\}|\\s)?`,
  '\\\\symbol\\{\\s?(?:"[\\dA-F]{2,6}|\\d{2,6})\\}',
  '\\\\char\\s?(?:"[\\dA-F]{2,6}|\\d{2,6}|`\\\\?[!-~])\\s?',
].join('|');

/** @param written - what `TEX_LETTERS` matches. The sign on a letter is left out, without which it is found. */
export function texLetter(written: string): string {
  const [, kind, number] = NUMBER.exec(written) ?? [];
  if (number !== undefined)
    return kind?.startsWith('`')
      ? number
      : character(kind === '"' ? parseInt(number, 16) : Number(number));
  const name = /\\([A-Za-z]{1,10})(?:\{\}|\}|\s)?$/.exec(written)?.[1] ?? '';
  return NAMES.get(name) ?? SIGNED.exec(written.replace(/^\{/, ''))?.[1] ?? '';
}
