/** @returns the letters that a charset has for the bytes 0x80 to 0xFF, in their order. */
export function upperHalf(charset: string): string {
  if (charset === 'ibm437') return IBM_437;
  return new TextDecoder(charset).decode(
    Uint8Array.from({ length: 128 }, (_each, at) => 0x80 + at),
  );
}

/** No browser has it. Programs that unpack zip files take names for it that do not say what they are in. */
const IBM_437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
  '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0';

/**
 * @param shown - the `upperHalf` of the charset in which something was read.
 * @returns for letters of that the bytes that they were. Others stand for the bytes of their numbers, as in Latin-1.
 */
export function misreadBytes(shown: string): (run: string) => Uint8Array {
  const bytes = new Map([...shown].map((letter, at) => [letter, 0x80 + at]));
  return (run) => Uint8Array.from(run, (letter) => bytes.get(letter) ?? letter.charCodeAt(0));
}

/**
 * Undoes that UTF-8 was read in a charset of one byte a letter.
 *
 * @param shown - its `upperHalf`.
 * @returns for a run of such letters what it was; the run itself if it never was UTF-8.
 */
export function misreadUtf8(shown: string): (run: string) => string {
  const bytesOf = misreadBytes(shown);
  return (run) => {
    const text = new TextDecoder().decode(bytesOf(run));
    return text.includes('\uFFFD') ? run : text;
  };
}
