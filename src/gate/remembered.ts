/** A longer part of a text would keep all of it in memory. */
const LONGEST = 12;

/**
 * Remembers what comes of short texts that are met again and again.
 *
 * @param most - so many are kept: a text that makes up new ones fills no more.
 */
export function remembered<Result>(
  of: (text: string) => Result,
  most: number,
): (text: string) => Result {
  const known = new Map<string, { readonly result: Result }>();
  return (text) => {
    const before = known.get(text);
    if (before) return before.result;
    const result = of(text);
    if (known.size < most && text.length <= LONGEST) known.set(text, { result });
    return result;
  };
}
