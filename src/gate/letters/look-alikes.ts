import { DRAWN } from './drawn.ts';
import confusables from 'unhomoglyph/data.json' with { type: 'json' };

// What Unicode's table does not pair because the whole word would not deceive, or because only one
// of the two cases is alike: a word that mixes scripts is read with them all the same.
const MORE: readonly (readonly [letters: string, latin: string])[] = [
  ['вβвʙьƅ', 'b'],
  ['ᴅ', 'd'],
  ['ᴇє', 'e'],
  ['ꜰ', 'f'],
  ['ɢ', 'g'],
  ['нʜη', 'h'],
  ['ᴊ', 'j'],
  ['кκᴋ', 'k'],
  ['ʟ', 'l'],
  ['мᴍμ', 'm'],
  ['пɴ', 'n'],
  ['ᴘ', 'p'],
  ['гʀ', 'r'],
  ['тτᴛ', 't'],
  ['ᴜ', 'u'],
  ['ʏγ', 'y'],
  ['ζ', 'z'],
  ['ᴀ', 'a'],
  ['χ', 'x'],
  ['ε', 'e'],
];

/** What a digit is taken for in `h4rb0ur`, and the letters that a reader cannot tell apart. */
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'b',
  '7': 't',
  '8': 'b',
  '9': 'g',
  i: 'l',
};

/**
 * Letters to the Latin letter that each looks like. Terms and text go through the same table; what
 * a match rests on is judged afterwards, so a wrong pair here costs time and no false finding.
 *
 * @see Unicode Technical Standard #39, section 4 ("Confusable Detection").
 */
export const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ...DRAWN,
  ...Object.entries(confusables)
    .filter(([from, to]) => /^[a-z]$/i.test(to) && /^\p{L}$/u.test(from) && !/^[a-z]$/i.test(from))
    .map(([from, to]) => [from, to.toLowerCase()] as const),
  ...MORE.flatMap(([letters, latin]) => [...letters].map((letter) => [letter, latin] as const)),
]);

/** @returns the one form that a letter shares with everything it could be taken for. */
export function skeletonOf(letter: string): string {
  const latin = LOOK_ALIKES.get(letter) ?? letter;
  return LEET[latin] ?? latin;
}
