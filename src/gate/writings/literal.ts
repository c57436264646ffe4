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

export const QUOTES: ReadonlySet<string> = new Set(['"', "'", '`']);

/**
 * @param start - of a literal, where its quote is.
 * @returns where it ends, behind the other quote; right behind the first one if there is no other in its line, as
 *   behind an apostrophe in a comment or a pattern.
 */
export function endOfLiteral(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '\\') at += 1;
    else if (letter === quote) return at + 1;
    else if (letter === '\n' && quote !== '`') return start + 1;
  }
  return start + 1;
}
