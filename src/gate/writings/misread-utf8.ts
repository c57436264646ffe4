/** @returns the letters that a charset has for the bytes 0x80 to 0xFF, in their order. */
export function upperHalf(charset: string): string {
  return new TextDecoder(charset).decode(
    Uint8Array.from({ length: 128 }, (_each, at) => 0x80 + at),
  );
}

/**
 * Undoes that UTF-8 was read in a charset of one byte a letter.
 *
 * @param shown - its `upperHalf`. Other letters stand for the bytes of their numbers, as in Latin-1.
 * @returns for a run of such letters what it was; the run itself if it never was UTF-8.
 */
export function misreadUtf8(shown: string): (run: string) => string {
  const bytes = new Map([...shown].map((letter, at) => [letter, 0x80 + at]));
  const byteOf = (letter: string) => bytes.get(letter) ?? letter.charCodeAt(0);
  return (run) => {
    const text = new TextDecoder().decode(Uint8Array.from(run, byteOf));
    return text.includes('\uFFFD') ? run : text;
  };
}
