/** @returns the number that bytes say with the highest first; exact up to 2^53, and 0 for none. */
export function bigEndian(bytes: Uint8Array): number {
  return bytes.reduce((number, byte) => number * 256 + byte, 0);
}
