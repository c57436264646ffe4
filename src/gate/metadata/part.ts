/** A piece of a picture file, in its order: all pieces together are the file. */
export interface Part {
  /** As the format calls it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /**
   * `needed` to show the picture as it is; `credential` signs it; `metadata` is about it, or nothing
   * that the format knows.
   */
  readonly role: 'needed' | 'credential' | 'metadata';
  /** What stands in its place when it is taken out, such as how the picture is turned. */
  readonly instead?: Uint8Array;
}

/** One kind of picture, taken into pieces and put together again. */
export interface PictureFormat {
  accepts(bytes: Uint8Array): boolean;
  /** @throws Unreadable if the file is damaged. */
  parts(bytes: Uint8Array): readonly Part[];
  /** @returns the file that these pieces make; null if pieces cannot be taken out. */
  join(parts: readonly Uint8Array[]): Uint8Array | null;
}

/** What trails behind a picture's end, if anything does. */
export function trailing(bytes: Uint8Array): readonly Part[] {
  return bytes.length > 0 ? [{ name: 'trailing data', bytes, role: 'metadata' }] : [];
}
