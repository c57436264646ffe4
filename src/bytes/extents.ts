/** From, and up to, in bytes from the start of a file. */
export type Extent = readonly [start: number, end: number];

/**
 * @param holes - in order.
 * @returns what is left of an extent, in order.
 */
export function without([start, end]: Extent, holes: readonly Extent[]): readonly Extent[] {
  const left: Extent[] = [];
  let at = start;
  for (const [from, to] of holes) {
    if (to <= at || from >= end) continue;
    if (from > at) left.push([at, from]);
    at = to;
  }
  return at < end ? [...left, [at, end]] : left;
}
