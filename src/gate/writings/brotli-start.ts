/** What a stream holds is at least a third of its size, and at most so many times as much, if it is a text. */
const MOST_TIMES = 100;
const LEAST_SHARE = 3;
/** So many literals there are, and so many lengths of codes, the code for which is whole if it fills this (§3.5). */
const [LITERALS, LENGTHS, WHOLE] = [256, 18, 32];

/**
 * Whether bytes may begin a stream of Brotli that unfolds into a text: its first part tells how much it holds, and
 * its first code has to be whole. Says no to nearly all keys and hashes: to unpack one takes a thousand times as long.
 *
 * @param size - of the whole stream, of which `bytes` may be the first 32.
 * @see RFC 7932, section 9.1 and 9.2.
 */
export function mayBeBrotli(bytes: Uint8Array, size = bytes.length): boolean {
  const start = windowBits(bytes[0] ?? 0);
  if (start === 0) return false;
  const bits = new Bits(bytes, start);
  const isLast = bits.take(1) === 1;
  // Nothing at all is in it.
  if (isLast && bits.take(1) === 1) return false;
  const nibbles = bits.take(2) + 4;
  // Metadata, which nobody writes.
  if (nibbles > 6) return false;
  const unpacked = bits.take(nibbles * 4) + 1;
  if (unpacked * LEAST_SHARE < size || unpacked > size * MOST_TIMES) return false;
  // What follows is no code, but as it is.
  if (!isLast && bits.take(1) === 1) return unpacked <= size;
  return hasWholeCode(bits);
}

/** @returns how many bits the size of the window takes; 0 if it is none. */
function windowBits(first: number): number {
  if ((first & 1) === 0) return 1;
  if ((first & 0b1111) !== 1) return 4;
  // Seven bits: one of them says that the window is larger than any here.
  return (first & 0b1111111) === 0b0010001 ? 0 : 7;
}

/** Reads the lowest bit of each byte first. */
class Bits {
  private readonly bytes: Uint8Array;
  private at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  take(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit++, this.at++)
      value |= (((this.bytes[this.at >> 3] ?? 0) >> (this.at & 7)) & 1) << bit;
    return value;
  }

  /** A count from 1 to 256 (§9.2). */
  count(): number {
    if (this.take(1) === 0) return 1;
    const more = this.take(3);
    return (1 << more) + 1 + this.take(more);
  }
}

/** Looks at the first code of a stream, whatever it is for. */
function hasWholeCode(bits: Bits): boolean {
  for (let category = 0; category < 3; category++) {
    const types = bits.count();
    if (types > 1) return isWhole(bits, types + 2);
  }
  // How distances are written, and in which way what stands before a letter counts.
  bits.take(2 + 4 + 2);
  for (let map = 0; map < 2; map++) {
    const trees = bits.count();
    if (trees > 1) return isWhole(bits, trees + (bits.take(1) === 1 ? bits.take(4) + 1 : 0));
  }
  return isWhole(bits, LITERALS);
}

/** @see RFC 7932, section 3.4 and 3.5. */
function isWhole(bits: Bits, symbols: number): boolean {
  const skip = bits.take(2);
  if (skip === 1) return isSimple(bits, symbols);
  let [taken, count] = [0, 0];
  for (let at = skip; at < LENGTHS && taken < WHOLE; at++) {
    const length = lengthOf(bits);
    if (length === 0) continue;
    taken += WHOLE >> length;
    count += 1;
  }
  return taken === WHOLE || count === 1;
}

/** Up to four symbols, each of which is one of those that there are, and none of which stands twice. */
function isSimple(bits: Bits, symbols: number): boolean {
  const count = bits.take(2) + 1;
  const size = 32 - Math.clz32(symbols - 1);
  const listed = Array.from({ length: count }, () => bits.take(size));
  return new Set(listed).size === count && listed.every((symbol) => symbol < symbols);
}

/** The code for the lengths of the code for lengths. */
function lengthOf(bits: Bits): number {
  const two = bits.take(2);
  if (two !== 3) return [0, 4, 3][two] as number;
  if (bits.take(1) === 0) return 2;
  return bits.take(1) === 0 ? 1 : 5;
}
