import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { rowKinds, rowsIn } from './rows.ts';

const text = fc
  .array(
    fc.constantFrom(
      ' ',
      '.',
      '\n',
      '\u007F',
      'é',
      '\u{1F389}',
      'a',
      '1',
      'ab',
      'b1',
      'a'.repeat(9),
    ),
    {
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(''));

test.prop([text, fc.integer({ min: 1, max: 12 })], { numRuns: 5000 })(
  'rows are where a pattern finds them, and of the kinds of their letters',
  (within, least) => {
    const kinds = rowKinds((sign) => (/[a-z]/.test(sign) ? 1 : /\d/.test(sign) ? 2 : 0));
    const found = within.matchAll(new RegExp(`[a-z\\d]{${least},}`, 'g'));
    expect(rowsIn(within, kinds, least)).toEqual(
      Array.from(found, ({ 0: row, index: start }) => ({
        start,
        end: start + row.length,
        kinds: Number(/[a-z]/.test(row)) + 2 * Number(/\d/.test(row)),
      })),
    );
  },
);

test.prop([text, fc.integer({ min: 1, max: 8 })], { numRuns: 5000 })(
  'of some kinds no two stand side by side',
  (within, least) => {
    const kinds = rowKinds((sign) => (/[a-z]/.test(sign) ? 1 : /\d/.test(sign) ? 2 : 0));
    const parts = Array.from(within.matchAll(/[a-z\d]+/g), ({ 0: row, index }) => ({ row, index }));
    const rows = parts.flatMap(({ row, index }) => {
      const starts = [0, ...Array.from(row.matchAll(/(?<=\d)\d/g), (each) => each.index)];
      return starts.map((start, at) => ({
        start: index + start,
        end: index + (starts[at + 1] ?? row.length),
      }));
    });
    expect(rowsIn(within, kinds, least, 2).map(({ start, end }) => ({ start, end }))).toEqual(
      rows.filter(({ start, end }) => end - start >= least),
    );
  },
);
