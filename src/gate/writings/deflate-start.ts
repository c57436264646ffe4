/** So many lengths the code for lengths may have. */
const MOST_LENGTHS = 19;
/** There are no more letters and distances (RFC 1951 §3.2.7). */
const MOST_CODES = 29;

/**
 * Whether bytes may begin a deflate stream. Says no to nearly all keys and hashes, at no cost: a
 * decompressor takes long to say so.
 *
 * @see RFC 1951, section 3.2.
 */
export function mayBeDeflate(bytes: Uint8Array): boolean {
  const type = ((bytes[0] ?? 0) >> 1) & 3;
  // A copied block: its length, and the same inverted.
  if (type === 0)
    return (
      bytes.length >= 5 &&
      ((bytes[1] ?? 0) ^ (bytes[3] ?? 0)) === 0xff &&
      ((bytes[2] ?? 0) ^ (bytes[4] ?? 0)) === 0xff
    );
  return type === 1 || (type === 2 && hasWholeCode(bytes));
}

/** Whether the lengths of the code for lengths leave no code unused, as they must not. */
function hasWholeCode(bytes: Uint8Array): boolean {
  let at = 3;
  const take = (count: number) => {
    let value = 0;
    for (let bit = 0; bit < count; bit++, at++)
      value |= (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) << bit;
    return value;
  };
  if (take(5) > MOST_CODES || take(5) > MOST_CODES) return false;
  const count = Math.min(take(4) + 4, MOST_LENGTHS);
  let taken = 0;
  for (let each = 0; each < count; each++) {
    const length = take(3);
    if (length > 0) taken += 128 >> length;
  }
  return taken === 128;
}

/** Symbols of a stream (RFC 1951 §3.2.5). */
const END = 256;
const FIRST_LENGTH = 257;
const LAST_LENGTH = 285;
/** More than this of a text is no longer told by chance. */
const ENOUGH = 48;

/**
 * Whether a stream that `mayBeDeflate` goes on as text. Only those whose codes are fixed are looked at:
 * of noise each fourth run says that it is one. Says no only if the stream is none, or what comes out
 * begins with no text, or if it ends before its last bytes.
 *
 * @param unused - how many bytes may follow it.
 * @param isCut - whether it goes on behind the last of the bytes.
 */
export function mayBeFixedText(bytes: Uint8Array, unused: number, isCut = false): boolean {
  if ((((bytes[0] ?? 0) >> 1) & 3) !== 1) return true;
  const codes = new FixedCodes(bytes);
  let size = 0;
  while (size < ENOUGH && !codes.isOver) {
    const symbol = codes.symbol();
    if (isCut && codes.isOver) return true;
    if (symbol === END) return (bytes[0] ?? 0) % 2 === 0 || codes.used >= bytes.length - unused;
    if (symbol < END) {
      if (isNoText(symbol)) return false;
      size += 1;
      continue;
    }
    const length = codes.length(symbol);
    const distance = codes.distance();
    if (isCut && codes.isOver) return true;
    if (length === null || distance > size) return false;
    size += length;
  }
  return !codes.isOver;
}

/** Bytes that UTF-8 has not, and controls. */
function isNoText(byte: number): boolean {
  if (byte < 0x80) return byte < 0x20 ? byte < 9 || byte > 13 : byte === 0x7f;
  return byte === 0xc0 || byte === 0xc1 || byte > 0xf4;
}

/** Reads a block whose codes are fixed (RFC 1951 §3.2.6). */
class FixedCodes {
  private readonly bytes: Uint8Array;
  private at = 3;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Whether more was read than there is. */
  get isOver(): boolean {
    return this.at > this.bytes.length * 8;
  }

  /** In bytes. */
  get used(): number {
    return Math.ceil(this.at / 8);
  }

  symbol(): number {
    const seven = this.code(7);
    if (seven < 0x18) return END + seven;
    const eight = seven * 2 + this.bit();
    if (eight < 0xc0) return eight - 0x30;
    return eight < 0xc8 ? eight - 0xc0 + 280 : eight * 2 + this.bit() - 0x190 + 144;
  }

  /** @returns how much is repeated; null for a symbol that means nothing. */
  length(symbol: number): number | null {
    if (symbol > LAST_LENGTH) return null;
    if (symbol === LAST_LENGTH) return 258;
    const index = symbol - FIRST_LENGTH;
    if (index < 8) return index + 3;
    const more = (index >> 2) - 1;
    return ((4 + (index & 3)) << more) + 3 + this.number(more);
  }

  /** @returns how far back that stands; infinite for a code that means nothing. */
  distance(): number {
    const code = this.code(5);
    if (code > MOST_CODES) return Infinity;
    if (code < 4) return code + 1;
    const more = (code >> 1) - 1;
    return ((2 + (code & 1)) << more) + 1 + this.number(more);
  }

  private bit(): number {
    const bit = ((this.bytes[this.at >> 3] ?? 0) >> (this.at & 7)) & 1;
    this.at += 1;
    return bit;
  }

  /** Codes have their highest bit first. */
  private code(count: number): number {
    let code = 0;
    for (let bit = 0; bit < count; bit++) code = code * 2 + this.bit();
    return code;
  }

  private number(count: number): number {
    let number = 0;
    for (let bit = 0; bit < count; bit++) number |= this.bit() << bit;
    return number;
  }
}
