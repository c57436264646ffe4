/**
 * Reads ascii85, as PDF and PostScript have it: up to `~`, whatever is no digit of it passed over.
 *
 * @see ISO 32000-2, section 7.4.3.
 */
export function fromAscii85(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = () => {
    if (group.length === 0) return;
    const count = group.length - 1;
    const value = [...group, 84, 84, 84, 84]
      .slice(0, 5)
      .reduce((sum, digit) => sum * 85 + digit, 0);
    for (let index = 0; index < count; index++) out.push((value / 256 ** (3 - index)) & 255);
    group = [];
  };
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21);
    if (group.length === 5) flush();
  }
  flush();
  return Uint8Array.from(out);
}
