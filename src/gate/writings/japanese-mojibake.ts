import { misreadBytes, upperHalf } from './misread-bytes.ts';
import { inClass, misreading } from './misreading.ts';
import type { Misreading } from './misreading.ts';
import { bytesIn, utf8WithLosses } from './two-bytes.ts';

/** Three ideograms or kana, each of two bytes: fewer are two letters with accents beside each other. */
const LEAST = 3;
const CONTROLS = Array.from({ length: 32 }, (_each, at) => String.fromCharCode(0x80 + at)).join('');
const LATIN_1 = CONTROLS + upperHalf('windows-1252').slice(CONTROLS.length);

/** What was read in which charset of one byte a letter, and how parts of kana and of common kanji look then. */
const IN_ONE_BYTE: readonly (readonly [
  real: 'shift_jis' | 'euc-jp',
  read: string,
  shown: string,
  signs: readonly string[],
])[] = [
  ['shift_jis', 'windows-1252', upperHalf('windows-1252'), ['ƒ', 'Ì', '½', 'Ž', 'Œ']],
  ['shift_jis', 'iso-8859-1', LATIN_1, ['\u0083', '\u0082', '\u008E']],
  ['shift_jis', 'ibm437', upperHalf('ibm437'), ['â']],
  ['euc-jp', 'windows-1252', upperHalf('windows-1252'), ['¥', '¤', '¼']],
];

/** The same for what was read in a charset of two bytes, and what no text has by itself in it. */
const IN_TWO_BYTES: readonly (readonly [
  real: 'utf-8' | 'euc-jp',
  read: 'shift_jis' | 'gbk',
  signs: readonly string[],
])[] = [
  ['utf-8', 'shift_jis', ['繧', '縺', '繝', 'ﾐｾ', 'ﾐｰ', 'ﾐｵ', 'ﾃ､', 'ﾃｶ', 'ﾃｼ']],
  ['utf-8', 'gbk', ['銈', '銇', '銉']],
  ['euc-jp', 'shift_jis', ['･', '､']],
];
const BEYOND_ASCII = /[^\0-\x7F]{2,}/g;

/** Japanese that was read in another charset, and what was read in one of Japan or China. */
export const JAPANESE_MOJIBAKE: readonly Misreading[] = [
  ...IN_ONE_BYTE.map(([real, read, shown, signs]) => {
    const bytesOf = misreadBytes(shown);
    return misreading(`${real}/${read}`, signs, runIn(real, shown), (run) =>
      new TextDecoder(real).decode(bytesOf(run)),
    );
  }),
  ...IN_TWO_BYTES.map(([real, read, signs]) =>
    misreading(`${real}/${read}`, signs, BEYOND_ASCII, (run) => reread(run, read, real)),
  ),
];

function runIn(real: 'shift_jis' | 'euc-jp', shown: string): RegExp {
  const letters = (from: number, to: number) => inClass(shown.slice(from - 0x80, to - 0x7f));
  const pair =
    real === 'euc-jp'
      ? `[${letters(0xa1, 0xf4)}][${letters(0xa1, 0xfe)}]`
      : `[${letters(0x81, 0x9f)}${letters(0xe0, 0xef)}][@-~${letters(0x80, 0xfc)}]`;
  return new RegExp(`(?:${pair}){${LEAST},}`, 'g');
}

function reread(run: string, read: string, real: string): string {
  const bytes = bytesIn(read, run);
  if (bytes === null) return run;
  return real === 'utf-8'
    ? (utf8WithLosses(bytes) ?? run)
    : new TextDecoder(real).decode(Uint8Array.from(bytes, (byte) => Math.max(byte, 0)));
}
