/** What a stream holds is at least a third of its size, and at most so many times as much, if it is a text. */
const MOST_TIMES = 100;
const LEAST_SHARE = 3;

/**
 * Whether bytes may begin a stream of Brotli that unfolds into a text: its first part tells how much it holds.
 * Says no to nearly all keys and hashes.
 *
 * @see RFC 7932, section 9.1 and 9.2.
 */
export function mayBeBrotli(bytes: Uint8Array): boolean {
  let at = windowBits(bytes[0] ?? 0);
  if (at === 0) return false;
  const take = (count: number) => {
    let value = 0;
    for (let bit = 0; bit < count; bit++, at++)
      value |= (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) << bit;
    return value;
  };
  const isLast = take(1) === 1;
  // Nothing at all is in it.
  if (isLast && take(1) === 1) return false;
  const nibbles = take(2) + 4;
  // Metadata, which nobody writes.
  if (nibbles > 6) return false;
  const size = take(nibbles * 4) + 1;
  return size * LEAST_SHARE >= bytes.length && size <= bytes.length * MOST_TIMES;
}

/** @returns how many bits the size of the window takes; 0 if it is none. */
function windowBits(first: number): number {
  if ((first & 1) === 0) return 1;
  if ((first & 0b1111) !== 1) return 4;
  // Seven bits: one of them says that the window is larger than any here.
  return (first & 0b1111111) === 0b0010001 ? 0 : 7;
}
