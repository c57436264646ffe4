import { letterGroup } from '../letters/other-letters.ts';
import { editsOf } from './writing.ts';
import type { Rewriting } from './writing.ts';

/** Where ten digits of a script begin: Arabic, Persian, those of India, Thai, Burmese, Khmer and Mongolian. */
const ZEROS = [
  ...[0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66],
  ...[0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810],
  // Those above and below the line; the first three of the upper ones stand elsewhere.
  ...[0x2070, 0x2080],
];
/** Where nine digits in circles begin; zeros in circles stand elsewhere. */
const ONES = [0x2460, 0x2474, 0x2488, 0x24f5, 0x2776, 0x2780, 0x278a];
const OTHERS = new Map([
  ...[...'⁰¹²³'].map((digit, value) => [digit, String(value)] as const),
  ...[...'⓪⓿🄋🄌'].map((zero) => [zero, '0'] as const),
  // What parts digits in Arabic.
  ['٬', ','],
  ['،', ','],
  ['٫', '.'],
]);
const MATHEMATICAL = /^\uD835[\uDFCE-\uDFFF]$/;

const range = (first: number, count: number) =>
  `${String.fromCharCode(first)}-${String.fromCharCode(first + count - 1)}`;
const SHORT = [...OTHERS.keys()].filter(({ length }) => length === 1).join('');
const RANGES = [...ZEROS.map((zero) => range(zero, 10)), ...ONES.map((one) => range(one, 9))].join(
  '',
);
const OTHER_DIGIT = new RegExp(
  `[${RANGES}${SHORT}]|\\uD835[\\uDFCE-\\uDFFF]|\\uD83C[\\uDD0B\\uDD0C]`,
  'g',
);
/** Squares and cubes alone are none: texts have them behind units. */
const hasOtherDigits = letterGroup(
  new RegExp(`[${RANGES}${SHORT.replace(/[¹²³]/g, '')}\\uD835\\uDD0B\\uDD0C]`),
);

/** Digits of other scripts, of mathematics, in circles, above and below the line. */
export const digits: Rewriting = {
  name: 'digits',
  edits: (text) =>
    hasOtherDigits(text) ? editsOf(text, OTHER_DIGIT, ([digit]) => plainDigit(digit)) : [],
};

function plainDigit(digit: string): string {
  const other = OTHERS.get(digit);
  if (other !== undefined) return other;
  const code = digit.charCodeAt(0);
  // Five kinds of them, ten each.
  if (MATHEMATICAL.test(digit)) return String((digit.charCodeAt(1) - 0xdfce) % 10);
  const zero = ZEROS.find((each) => code >= each && code < each + 10);
  if (zero !== undefined) return String(code - zero);
  const one = ONES.find((each) => code >= each && code < each + 9);
  return one === undefined ? digit : String(code - one + 1);
}
