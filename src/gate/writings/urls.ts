import { fromPercent } from '../../bytes/percent.ts';
import { character, editsFrom, editsOf, occurs } from './writing.ts';
import type { Rewriting } from './writing.ts';

const PERCENT = /(?:%[\da-f]{2})+/iy;
/** The second byte of a kanji or a kana may be a letter, which needs no escape. */
const SHIFT_JIS = /(?:%(?:8[1-9a-f]|9[\da-f]|[ef][\da-f])[@-~]|%[\da-f]{2})+/iy;
const PERCENT_OR_ESCAPE = /(?:%[\da-f]{2})+|%u([\da-f]{4})/iy;
/** What servers took before UTF-8 was agreed on. */
const OLD_CHARSETS: readonly (readonly [charset: string, pattern: RegExp])[] = [
  ['windows-1251', PERCENT],
  ['koi8-u', PERCENT],
  ['shift_jis', SHIFT_JIS],
  ['euc-jp', PERCENT],
];

/** Percent-encoding, in URLs and elsewhere; and `%u0041`, which `escape` wrote. */
export const percent: Rewriting = {
  name: 'percent',
  edits: (text) =>
    editsFrom(text, '%', PERCENT_OR_ESCAPE, ([run, code]) =>
      code === undefined ? decode(run, 'utf-8') : character(parseInt(code, 16)),
    ),
};

/** Percent-encoding of bytes that are no UTF-8. */
export const oldPercents: readonly Rewriting[] = OLD_CHARSETS.map(([charset, pattern]) => ({
  name: `percent/${charset}`,
  edits: (text) =>
    // Whether a byte beyond ASCII is written so.
    occurs(text, '%', HIGH)
      ? editsFrom(text, '%', pattern, ([run]) => (isUtf8(run) ? run : decode(run, charset)))
      : [],
}));

const HIGH = /%[89a-f][\da-f]/iy;

/** Each takes long to make. */
const decoders = new Map<string, TextDecoder>();

function decode(run: string, charset: string): string {
  const decoder = decoders.get(charset) ?? new TextDecoder(charset);
  decoders.set(charset, decoder);
  return decoder.decode(fromPercent(run));
}

function isUtf8(run: string): boolean {
  return !decode(run, 'utf-8').includes('\uFFFD');
}

/** RFC 1035, §2.3.4. What is longer, such as a list of hosts packed into one word, is no label. */
const LONGEST_LABEL = 63;

/** Labels of host names in their ASCII form (RFC 3492). */
export const punycode: Rewriting = {
  name: 'punycode',
  edits: (text) =>
    text.includes('--')
      ? editsOf(text, /xn--[\w-]+/gi, ([label]) => {
          const unicode = label.length <= LONGEST_LABEL ? decodePunycode(label.slice(4)) : null;
          return unicode ?? label;
        })
      : [],
};

/** RFC 3492 §6.2 with its parameters of §5. @returns null for what is no Punycode. */
function decodePunycode(input: string): string | null {
  const delimiter = input.lastIndexOf('-');
  const output = [...(delimiter > 0 ? input.slice(0, delimiter) : '')];
  let [n, i, bias] = [128, 0, 72];
  for (let index = delimiter > 0 ? delimiter + 1 : 0; index < input.length;) {
    const before = i;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = parseInt(input.charAt(index++), 36);
      const value = Number.isNaN(digit) ? -1 : digit < 10 ? digit + 26 : digit - 10;
      if (value < 0) return null;
      i += value * weight;
      const threshold = k <= bias ? 1 : Math.min(26, k - bias);
      if (value < threshold) break;
      weight *= 36 - threshold;
    }
    const count = output.length + 1;
    let delta = before === 0 ? Math.floor((i - before) / 700) : Math.floor((i - before) / 2);
    delta += Math.floor(delta / count);
    let k = 0;
    for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
    bias = k + Math.floor((36 * delta) / (delta + 38));
    n += Math.floor(i / count);
    i %= count;
    output.splice(i++, 0, character(n));
  }
  return output.join('');
}
