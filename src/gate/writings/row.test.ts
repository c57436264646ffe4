import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { Unreadable } from '../decoder.ts';
import { undone } from './row.ts';
import { AROUND } from './writing.ts';

/** What is undone, what comes to be undone once something else was, and what only begins so. */
const MARKS = [
  ...[
    '\\',
    '\\\\',
    '\\"',
    '\\n',
    '\\u0022',
    '\\x5c',
    '\\x5cu0041',
    '\\u005cn',
    '\\u000a',
    '\\uffff',
  ],
  ...['%41', '%22', '%5C', '%255Cu0041', '%', '%u0041', '+', '" + "', '"+"', '\\x22 + "', "'", '"'],
  ...['.concat("', '" . concat( "', '${"', '"}', '${\\x22', '\\"}', '$', '{', 'Ã¼', 'Ð', '\u009f'],
  ...['\u001b[1m', '\\e[0m', '^[[0m', '\\u001b[', '\u001b', '[1m'],
  ...['xn--', 'xn--kestrelhfen-s5a', 'BEGIN:VEVENT', '\n', '\n ', '\n\n\uffff', 'Quor', 'vexil'],
];
/** As long as what is kept around a change, or nearly; some of it can be cut nowhere. */
const filling = fc
  .tuple(
    fc.constantFrom('word ', 'word, or ', 'aB3', ' ', '\n', 'é '),
    fc.integer({ min: -3, max: 3 }),
  )
  .chain(([unit, more]) =>
    fc
      .constantFrom(AROUND, 2 * AROUND, 8 * AROUND)
      .map((size) => unit.repeat(size).slice(0, size + more)),
  );
const text = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...MARKS) },
      { weight: 1, arbitrary: filling },
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

/** @returns what is left in the end, or that there is none. */
function plain(within: string, isThorough: boolean): string {
  const steps = undone(within, isThorough);
  try {
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value.text;
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}

test.prop([text], { numRuns: 5000 })(
  'places that are gone through by themselves come to what the whole text comes to',
  (within) => {
    // What lies in a template over more than one place is undone in another order: what is left is not the same, and
    // either way says the same.
    fc.pre(within.lastIndexOf('}') - Math.max(0, within.indexOf('$')) < AROUND);
    expect(plain(within, false)).toBe(plain(within, true));
  },
);

test('space between what is joined is no end of a place', () => {
  const within = `\${\\x22+${' '.repeat(700)}\\x22 + "${'word '.repeat(1000)}`;
  expect(plain(within, false)).toBe(plain(within, true));
});

test('what is escaped too often is refused where it stands, too', () => {
  const often = Array.from({ length: 20 }).reduce<string>(
    (written) => written.replaceAll('\\', '\\\\'),
    '\\u0041',
  );
  const long = `${'word '.repeat(100_000)}${often.slice(0, 70_000)}A${'word '.repeat(100_000)}`;
  expect(plain(long, false)).toBe(plain(long, true));
});
