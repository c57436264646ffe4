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
