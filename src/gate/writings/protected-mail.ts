/** Each byte is changed by the first one. */
const LEAST = 6;
const ADDRESS = /^[!-?A-~]+@[\w-]+(?:\.[\w-]+)+$/;

/**
 * An address of mail that a network such as Cloudflare has put out of sight of robots in a page that it delivered,
 * which a copy of the page keeps: `data-cfemail="…"`.
 *
 * @returns null for other bytes, which hardly ever come to an address.
 */
export function protectedMail(bytes: Uint8Array | null): string | null {
  const [key] = bytes ?? [];
  if (!bytes || key === undefined || bytes.length < LEAST) return null;
  const letters = bytes.subarray(1).map((byte) => byte ^ key);
  if (!letters.every((letter) => letter > 0x20 && letter < 0x7f)) return null;
  const text = new TextDecoder().decode(letters);
  return ADDRESS.test(text) ? text : null;
}
