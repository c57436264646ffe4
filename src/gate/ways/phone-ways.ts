import type { PhoneNumber } from '../languages/phone-numbers.ts';
import type { Way } from './way.ts';

/** A shorter number without what tells the country or the town may be any. */
const LEAST_ALONE = 9;

/** A telephone number, in whatever groups: from abroad, as it is dialled in its country, and by itself. */
export function* phoneWays({ country, national }: PhoneNumber): Iterable<Way> {
  if (country === null) return yield { words: [[national]], isGrouped: true };
  const abroad = `${country}${national}`;
  const within = [`0${national}`, ...(country === '7' ? [`8${national}`] : [])];
  yield {
    words: [
      [abroad, `00${abroad}`, `${country}0${national}`, `00${country}0${national}`, ...within],
    ],
    isGrouped: true,
  };
  if (national.length >= LEAST_ALONE) yield { words: [[national]], isGrouped: true };
}
