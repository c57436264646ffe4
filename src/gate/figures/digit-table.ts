import { SKIP, STOP, automaton } from '../automaton.ts';
import type { Table } from '../automaton.ts';
import { BETWEEN_DIGITS, WIDE_ZERO } from './digit-runs.ts';
import { KANJI_NUMERALS } from './number-words.ts';

/**
 * Looks for digits in a text as it stands, whatever separates them. Each number with those digits is
 * met at the last of them, and at others that hold them too: `digitRuns` tells which is which. It stops
 * at each letter that numbers in kanji are written with.
 *
 * @param wanted - the significant digits of numbers; if there are none, it stops nowhere.
 */
export function digitTable(wanted: Iterable<string>): Table {
  const strings = [...wanted];
  const { table } = automaton(strings);
  if (strings.length === 0) return table;
  const { classes } = table;
  for (let digit = 0; digit < 10; digit++)
    classes[WIDE_ZERO + digit] = classes[0x30 + digit] as number;
  for (const letter of BETWEEN_DIGITS) classes[letter.charCodeAt(0)] = SKIP;
  for (const letter of KANJI_NUMERALS) classes[letter.charCodeAt(0)] = STOP;
  return table;
}
