// A whole file in one call would overflow the stack.
const SLICE = 0x2000;

/**
 * @returns one UTF-16 unit for each byte. Not what a browser calls Latin-1: that is windows-1252, in which
 *   0x80 is a euro sign, and no byte comes back out of it.
 */
export function fromLatin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += SLICE)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + SLICE)));
  return parts.join('');
}

/** @param text - of units below 256: of others the low byte is taken. */
export function toLatin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
