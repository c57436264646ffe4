/**
 * Letters of other scripts, and with hooks and strokes, by which sites for fancy text draw Latin ones: from a
 * to z, a space where it would be a letter of some other look-alike, the commonest alphabets first.
 */
const ALPHABETS = [
  'ᗩᗷᑕᗪᗴᖴᘜᕼᓰᒍᛕᒪᗰᑎᝪᑭᑫᖇᔕᎢᑌᐯᗯ ᖻᘔ',
  'ᎪᏴᏨᎠᎬᎴᎶᎻᏐᎫᏦᏞᎷᏁᎾᏢᎤᏒᏕᏖᏬᏉᏔ ᎩᏃ',
  'ᏗᏏᏣᎴᏋᎦᏩᏂᎥᏠᏦᏝᎷᏁᎧᎮᎤᏒᎦᏖᏌᏤᏇ ᎩᏃ',
  'ⲁⲃⲥⲇⲉϥⳓϩⲓϳⲕⳑⲙⲛⲟⲣⲫⲅⳝⲧ ⲯⲱⲭⲩⲍ',
  'ⱥƀȼđɇꞙǥħɨɉꝁłɱꞥøᵽꝗɍꞩŧᵾꝟꟃӿɏƶ',
  'ɑɓɕɖɘʄɠɦɪʝʞɭ ɳɵƥʠɽʂʈʊʋ  ʎʐ',
  'ǟცƈɗɛƒ ɧ ჯƙƖɱŋơ զཞֆȶųʋ ҳყȥ',
  '  ҁ  ғ    ӄ  ռ  ꞯʁ     ӽ ʑ',
  '𐌀𐌁𐌂𐌃𐌄𐌅 𐋅𐌉 𐌊𐌋𐌌𐌍Ꝋ𐌐𐌒𐌓𐌔𐌕𐌵ᕓ 𐋄𐌙Ɀ',
];

/** As the fold has them: in small letters. The first of two that one letter could be counts. */
export const DRAWN: readonly (readonly [letter: string, latin: string])[] = ALPHABETS.flatMap(
  (alphabet) =>
    [...alphabet].flatMap((letter, at) =>
      letter === ' ' ? [] : [[letter.toLowerCase(), String.fromCharCode(0x61 + at)] as const],
    ),
).toReversed();

/** Dots of Braille from a to z, as UEB has them without contractions. */
const BRAILLE = '⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵';

/** Signs that are no letters to Unicode, and stand for one. */
export const SIGNS_FOR_LETTERS: ReadonlyMap<string, string> = new Map([
  ...[...BRAILLE].map((sign, at) => [sign, String.fromCharCode(0x61 + at)] as const),
  ['᙭', 'x'],
  // To Unicode a Greek letter, and the only one there is for q.
  ['ᵠ', 'q'],
  ['℘', 'p'],
]);
