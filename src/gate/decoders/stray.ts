import type { Layer } from '../decoder.ts';

/**
 * What stands where a format has nothing of its own, such as behind its end: a file in itself,
 * without the zeros that fill up before it.
 */
export function* stray(name: string, bytes: Uint8Array): Iterable<Layer> {
  const start = bytes.findIndex((byte) => byte !== 0);
  if (start >= 0) yield { kind: 'bytes', name, bytes: bytes.subarray(start) };
}
