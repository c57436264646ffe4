/**
 * @param inside - of a literal of JSON or of a program, without its quotes.
 * @returns what it says; as it stands, if it has an escape that JSON does not know.
 */
export function literalText(inside: string): string {
  if (!inside.includes('\\')) return inside;
  try {
    return String(JSON.parse(`"${inside.replaceAll("\\'", "'").replaceAll(/(?<!\\)"/g, '\\"')}"`));
  } catch {
    // An escape that JSON does not know.
    return inside;
  }
}
