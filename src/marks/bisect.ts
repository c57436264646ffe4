/** Halvings after which an interval is narrower than anything here can tell. */
const ROUNDS = 30;

/**
 * Finds where a condition ends that holds up to some value and not beyond.
 *
 * @param holds - is never asked about `from` and `to` themselves.
 * @returns the largest value between `from` and `to` for which it holds.
 */
export function lastWhere(from: number, to: number, holds: (value: number) => boolean): number {
  let [low, high] = [from, to];
  for (let round = 0; round < ROUNDS; round++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
