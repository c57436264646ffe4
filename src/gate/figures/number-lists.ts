/** A number among others between commas, in UTF-16 units of the run. */
export interface ListItem {
  readonly start: number;
  readonly text: string;
}

/** Nobody writes so many digits before a decimal comma without parting them, or behind one. */
const LEAST_WHOLE = 4;
const LEAST_DECIMALS = 5;

/**
 * Digits between commas as a list, as JSON and CSV are written without spaces: `[7,48213,2.5]`.
 *
 * @param run - digits and what parts them.
 * @param isNumber - whether the run may be one number as well: `3,5` is one to many.
 * @returns what may be numbers by themselves; none if it is no list.
 */
export function listItems(run: string, isNumber: boolean): readonly ListItem[] {
  if (!run.includes(',')) return [];
  let at = 0;
  const items = run.split(',').map((text) => {
    const start = at;
    at += text.length + 1;
    return { start, text };
  });
  if (!isNumber) return items.filter(({ text }) => text !== '');
  const [first, second, ...more] = items;
  if (!first || !second || more.length > 0) return [];
  const [whole, decimals] = [first.text.length, second.text.length];
  if (decimals === 3 && whole < LEAST_WHOLE) return [];
  return [
    ...(whole >= LEAST_WHOLE ? [first] : []),
    ...(decimals >= LEAST_DECIMALS && first.text !== '0' ? [second] : []),
  ];
}

/** In UTF-16 units: some eighty numbers. */
const LONG_LIST = 512;
const LEAST_IN_LONG_LIST = 7;

/**
 * Tables of letters and of colours hold any number of five digits that one may think of.
 *
 * @param size - of the list.
 * @param key - as `keyOf` has it.
 */
export function isTellingInList(size: number, key: string): boolean {
  return size <= LONG_LIST || key.indexOf('e') >= LEAST_IN_LONG_LIST;
}
