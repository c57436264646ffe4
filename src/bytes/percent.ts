/**
 * Undoes escapes by percent signs, as URLs have them (RFC 3986 §2.1): nobody says in which charset they are.
 *
 * @param text - in ASCII; each letter that is not escaped stands for itself.
 */
export function fromPercent(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    const escaped = text[at] === '%' ? parseInt(text.slice(at + 1, at + 3), 16) : NaN;
    bytes[size++] = Number.isNaN(escaped) ? text.charCodeAt(at) : escaped;
    if (!Number.isNaN(escaped)) at += 2;
  }
  return bytes.slice(0, size);
}
