import { MAY_BE_FILE, isTextStart } from './data-start.ts';
import type { Base64Run } from './letter-runs.ts';

/** Bitcoin's digits, which everybody uses: without those that look alike. */
const DIGITS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const VALUES = Int8Array.from({ length: 128 }, (_each, code) =>
  DIGITS.indexOf(String.fromCharCode(code)),
);
const NONE: readonly Uint8Array[] = [];
/** Letters and digits that are left out. */
const OTHERS = /[0OIl]/;
const LEAST = 16;
/** Longer ones nobody writes: each digit takes as long as there are bytes. */
const MOST = 1024;
/** So many digits fit in a number. */
const HEAD = 8;
/** What each number of digits behind those multiplies them by, apart from whole bytes. */
const SCALES = Float64Array.from({ length: MOST - HEAD + 1 }, (_each, count) => {
  const bits = count * Math.log2(58);
  return 2 ** (bits - Math.floor(bits / 8) * 8);
});

/**
 * Reads base58: a run is one number, so that only whole runs say anything.
 *
 * @param row - of letters, digits and signs, in which runs are looked for.
 */
export function fromBase58(
  text: string,
  { start, end, hasSigns }: Base64Run,
): readonly Uint8Array[] {
  // Told without a look at all of it: every long name in a program gets here.
  if (!hasSigns && !mayBeText(text, start, end)) return NONE;
  const found: Uint8Array[] = [];
  for (let from = start; from + LEAST <= end; from++) {
    let to = from;
    while (to < end && valueAt(text, to) >= 0) to += 1;
    if (mayBeText(text, from, to) && !isWithin(text, from, to))
      found.push(decode(text.slice(from, to)));
    from = to;
  }
  return found;
}

/** Whether letters stand beside it that are none of base58: then it is another run. */
function isWithin(text: string, start: number, end: number): boolean {
  return OTHERS.test(text.charAt(start - 1)) || OTHERS.test(text.charAt(end));
}

/** Told from the first digits. */
function mayBeText(text: string, start: number, end: number): boolean {
  if (end - start < LEAST || end - start > MOST) return false;
  let value = 0;
  for (let at = start; at < start + HEAD; at++) {
    const digit = valueAt(text, at);
    if (digit < 0) return false;
    value = value * 58 + digit;
  }
  value *= SCALES[end - start - HEAD] as number;
  while (value >= 0x1000000) value /= 0x100;
  const three = Math.trunc(value);
  return MAY_BE_FILE[three >> 8] === 1 || isTextStart(three << 8);
}

function decode(part: string): Uint8Array {
  // Least first.
  const bytes: number[] = [];
  for (let at = 0; at < part.length; at++) {
    let held = valueAt(part, at);
    for (let index = 0; index < bytes.length; index++) {
      held += (bytes[index] ?? 0) * 58;
      bytes[index] = held & 255;
      held >>= 8;
    }
    if (held > 0) bytes.push(held);
  }
  return Uint8Array.from(bytes.toReversed());
}

function valueAt(part: string, at: number): number {
  return VALUES[part.charCodeAt(at) & 127] as number;
}
