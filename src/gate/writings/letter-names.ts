import { character, editsFrom } from './writing.ts';
import type { Rewriting } from './writing.ts';

/** `\N{CYRILLIC SMALL LETTER A}` of Python and Perl, and `\N{U+430}` of Perl. */
const NAMED = /\\N\{(?:U\+([\da-fA-F]{1,6})|([A-Za-z][\w -]{1,80}))\}/y;

const CYRILLIC = namedLetters(
  'A BE VE GHE DE IE ZHE ZE I SHORT-I KA EL EM EN O PE ER ES TE U EF HA TSE CHE SHA SHCHA HARD-SIGN YERU SOFT-SIGN E YU YA',
  'абвгдежзийклмнопрстуфхцчшщъыьэюя',
)
  .set('IO', 'ё')
  .set('BYELORUSSIAN-UKRAINIAN I', 'і')
  .set('YI', 'ї')
  .set('UKRAINIAN IE', 'є')
  .set('GHE WITH UPTURN', 'ґ');
/** What is no letter with a sign on it: others are found without the sign. */
const LATIN = namedLetters('SHARP-S AE ETH THORN DOTLESS-I', 'ßæðþı').set('O WITH STROKE', 'ø');
LATIN.set('L WITH STROKE', 'ł').set('D WITH STROKE', 'đ');
const SIGNS = new Map([
  ['SPACE', ' '],
  ['NO-BREAK SPACE', ' '],
  ['HYPHEN-MINUS', '-'],
  ['FULL STOP', '.'],
  ['COMMERCIAL AT', '@'],
  ['AMPERSAND', '&'],
  ['KATAKANA-HIRAGANA PROLONGED SOUND MARK', 'ー'],
  ...'ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE'
    .split(' ')
    .map((name, digit) => [`DIGIT ${name}`, String(digit)] as const),
]);
/** In the order of Unicode from U+3042 on: of each pair the small or voiced one is told by its name. */
const HIRAGANA = namedLetters(
  'A I U E O KA KI KU KE KO SA SI SU SE SO TA TI TU TE TO NA NI NU NE NO HA HI HU HE HO MA MI MU ME MO YA YU YO RA RI RU RE RO WA WI WE WO N ' +
    'GA GI GU GE GO ZA ZI ZU ZE ZO DA DI DU DE DO BA BI BU BE BO PA PI PU PE PO VU SMALL-A SMALL-I SMALL-U SMALL-E SMALL-O SMALL-TU SMALL-YA SMALL-YU SMALL-YO SMALL-WA',
  'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん' +
    'がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔぁぃぅぇぉっゃゅょゎ',
);
const KATAKANA_AFTER = 0x60;
const KANA_LETTER = /^(HIRAGANA|KATAKANA) LETTER (.+)$/;
const LETTER = /^(LATIN|CYRILLIC) (SMALL|CAPITAL) LETTER (.+)$/;
const IDEOGRAPH = /^CJK UNIFIED IDEOGRAPH-([\dA-F]{4,6})$/;

/**
 * Letters by their names in Unicode: Latin ones with any sign, Cyrillic ones of today, kana, ideographs, and what
 * stands between words of a name.
 */
export const letterNames: Rewriting = {
  name: 'letter-names',
  edits: (text) =>
    editsFrom(text, '\\N{', NAMED, ([all, code, name = '']) =>
      code === undefined ? (named(name.toUpperCase()) ?? all) : character(parseInt(code, 16)),
    ),
};

function named(name: string): string | null {
  const [, kana, of = ''] = KANA_LETTER.exec(name) ?? [];
  if (kana !== undefined) return kanaOf(kana, of.replace(' ', '-'));
  const [, script, size, letter = ''] = LETTER.exec(name) ?? [];
  const small = script === undefined ? null : smallLetter(script, letter);
  if (small !== null) return size === 'CAPITAL' ? small.toUpperCase() : small;
  const ideograph = IDEOGRAPH.exec(name)?.[1];
  return ideograph === undefined ? (SIGNS.get(name) ?? null) : character(parseInt(ideograph, 16));
}

function kanaOf(kind: string, name: string): string | null {
  const letter = HIRAGANA.get(name);
  if (letter === undefined) return null;
  return kind === 'HIRAGANA' ? letter : String.fromCharCode(letter.charCodeAt(0) + KATAKANA_AFTER);
}

function smallLetter(script: string, name: string): string | null {
  const known = script === 'LATIN' ? LATIN : CYRILLIC;
  const letter = known.get(name) ?? known.get(name.replace(' ', '-'));
  if (letter !== undefined) return letter;
  return script === 'LATIN'
    ? (/^([A-Z])(?: WITH .+)?$/.exec(name)?.[1]?.toLowerCase() ?? null)
    : null;
}

function namedLetters(names: string, letters: string): Map<string, string> {
  return new Map(names.split(' ').map((name, at) => [name, letters.charAt(at)] as const));
}
