import { openKeyedHash } from './keys.ts';

/**
 * HMAC-SHA-256 in counter mode.
 *
 * @param use - its domain, which begins with a format and its version: `image/1/signs`.
 * @returns numbers from 0 on and below 1, of 32 bits.
 */
export function openKeyStream(key: Uint8Array, use: string): () => number {
  const hash = openKeyedHash(key, use);
  let block: DataView = new DataView(new ArrayBuffer(0));
  let at = 0;
  let counter = 0;
  return () => {
    if (at >= block.byteLength) {
      const count = new Uint8Array(4);
      new DataView(count.buffer).setUint32(0, counter++);
      const { buffer, byteOffset, byteLength } = hash(count);
      block = new DataView(buffer, byteOffset, byteLength);
      at = 0;
    }
    const value = block.getUint32(at) / 2 ** 32;
    at += 4;
    return value;
  };
}

/** Fisher and Yates: every order is as likely. */
export function shuffle(values: Uint16Array, random: () => number): Uint16Array {
  const result = values.slice();
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = result[last] ?? 0;
    result[last] = result[other] ?? 0;
    result[other] = kept;
  }
  return result;
}
