/**
 * A reader that fails where it should refuse leaves one file unread, and not all that come behind it.
 *
 * @returns what a report of it needs. Its message may quote the file.
 */
export function mistakeIn(error: unknown): string {
  const { name, stack = '' } = error instanceof Error ? error : { name: typeof error };
  const place = /[\w-]+\.[mc]?[jt]s:\d+/.exec(stack)?.[0] ?? 'unknown place';
  return `cannot be read, by a mistake of the gate's own (${name}, ${place}), which is worth a report`;
}
