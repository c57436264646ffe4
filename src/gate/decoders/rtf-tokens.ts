import { toLatin1 } from '../../bytes/latin1.ts';

/** A piece of rich text. */
export type RtfToken =
  | { readonly kind: 'open' }
  /** And where it ends in the source. */
  | { readonly kind: 'close'; readonly end: number }
  /** A control word or sign, without its backslash. */
  | { readonly kind: 'word'; readonly word: string; readonly value: number | null }
  /** Bytes in the charset of the font: as they stand, or escaped. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** What `\bin` has in it as it is. */
  | { readonly kind: 'data'; readonly bytes: Uint8Array };

const WORD = /\\([a-z]{1,32})(-?\d{1,10})? ?/iy;
const HEX = /\\'([\da-f]{2})/iy;
const PLAIN = /[^\\{}]+/y;

/** @param source - one unit for each byte. */
export function* rtfTokens(source: string): Iterable<RtfToken> {
  for (let at = 0; at < source.length;) {
    const letter = source[at];
    if (letter === '{' || letter === '}') {
      at += 1;
      yield letter === '{' ? { kind: 'open' } : { kind: 'close', end: at };
    } else if (letter !== '\\') {
      const [run = ''] = matchAt(PLAIN, source, at) ?? [];
      yield { kind: 'bytes', bytes: toLatin1(run.replace(/[\r\n]/g, '')) };
      at += run.length;
    } else {
      const [token, end] = controlAt(source, at);
      yield token;
      at = end;
    }
  }
}

function controlAt(source: string, at: number): readonly [RtfToken, number] {
  const hex = matchAt(HEX, source, at);
  if (hex) return [{ kind: 'bytes', bytes: Uint8Array.of(parseInt(hex[1] ?? '', 16)) }, at + 4];
  const match = matchAt(WORD, source, at);
  if (!match) return [signOf(source[at + 1] ?? ''), at + 2];
  const [whole, word = '', digits] = match;
  const value = digits === undefined ? null : Number(digits);
  const end = at + whole.length;
  if (word !== 'bin' || value === null) return [{ kind: 'word', word, value }, end];
  const stop = end + Math.max(0, value);
  return [{ kind: 'data', bytes: toLatin1(source.slice(end, stop)) }, stop];
}

/** A brace or backslash that is meant as such; else a sign with a meaning of its own. */
function signOf(sign: string): RtfToken {
  return '{}\\'.includes(sign)
    ? { kind: 'bytes', bytes: toLatin1(sign) }
    : { kind: 'word', word: /[\r\n]/.test(sign) ? 'par' : sign, value: null };
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
