import { misreadUtf8, upperHalf } from './misread-bytes.ts';
import { inClass, misreading } from './misreading.ts';
import type { Misreading } from './misreading.ts';

/**
 * What UTF-8 was read in, and how parts of its commonest letters look then: of а, е, о, of kana, and of Latin letters
 * with accents.
 */
const READ_IN: readonly (readonly [read: string, signs: readonly string[]])[] = [
  ['windows-1251', ['°', 'µ', 'ѕ', 'ђ', 'ћ', 'ѓ', 'г‚', 'Г¤', 'Г¶', 'Гј', 'Г©']],
  ['koi8-r', ['╬', '╟', '╣', '╤', '╪']],
  ['ibm866', ['░', '╛', '├╢', '├╝']],
  ['ibm437', ['░', '╛', '├╢', '├╝']],
  ['macintosh', ['æ', 'µ', 'É', '§']],
  ['windows-1250', ['Đ', 'Ă', 'ă‚']],
  ['iso-8859-2', ['Đ', 'Ă']],
];
const HALF = 0x40;
/** Letters of words: in tables and packed data others come out by chance. */
const MEANT = /[\u00C0-\u017F\u0400-\u045F\u0490\u0491\u3041-\u30FF\u4E00-\u9FFF\uFF01-\uFF9F]/;

/** UTF-8 that was read in a charset of one byte a letter. That of Latin letters is undone with other writings. */
export const UTF8_MOJIBAKE: readonly Misreading[] = READ_IN.map(([read, signs]) => {
  const shown = upperHalf(read);
  const fromBytes = misreadUtf8(shown);
  return misreading(`utf-8/${read}`, signs, runIn(shown), (run) => {
    const text = fromBytes(run);
    return MEANT.test(text) ? text : run;
  });
});

/** Letters, each as two, three or four of the charset: the first of them says how many. */
function runIn(shown: string): RegExp {
  const next = `[${inClass(shown.slice(0, HALF))}]`;
  const [two, three, four] = [
    [0xc2, 0xe0],
    [0xe0, 0xf0],
    [0xf0, 0xf5],
  ].map(([from = 0, to = 0]) => `[${inClass(shown.slice(from - 0x80, to - 0x80))}]`);
  return new RegExp(`(?:${two}${next}|${three}${next}{2}|${four}${next}{3})+`, 'g');
}
