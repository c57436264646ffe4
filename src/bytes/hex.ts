/** Encodes bytes as lower-case hexadecimal digits. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const NONE = 16;
const VALUES = Uint8Array.from({ length: 128 }, (_each, code) => {
  const value = parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? NONE : value;
});

/** @returns the bytes, or null if `text` is not an even number of hexadecimal digits. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 2 !== 0) return null;
  const bytes = new Uint8Array(text.length / 2);
  // Not by a pattern and a string for each pair: very much is tried that only looks like digits.
  for (let at = 0; at < bytes.length; at++) {
    const high = VALUES[text.charCodeAt(2 * at)] ?? NONE;
    const low = VALUES[text.charCodeAt(2 * at + 1)] ?? NONE;
    if (high === NONE || low === NONE) return null;
    bytes[at] = high * 16 + low;
  }
  return bytes;
}
