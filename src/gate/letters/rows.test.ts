import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { rowStartsIn } from './rows.ts';

const text = fc
  .array(
    fc.constantFrom(
      ' ',
      ':',
      '-',
      '.',
      '\n',
      'é',
      '\u{1F389}',
      '_',
      'g',
      '1',
      '01',
      'ab',
      '0a 1b',
      'c'.repeat(9),
      '0'.repeat(70),
      '~'.repeat(14),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

const ROWS = {
  letters: /[\w+/-]{12,}/g,
  signs: /[!-~]{15,}/g,
  hex: /[\da-f]{12,}/gi,
  binary: /[01]{8,}/g,
} as const;

test.prop([text, fc.nat(2)], { numRuns: 3000 })(
  'rows begin where patterns find them',
  (part, times) => {
    const within = part.repeat(times + 1);
    const starts = rowStartsIn(within);
    for (const kind of ['letters', 'signs', 'hex', 'binary'] as const) {
      let end = 0;
      const first = starts[kind].filter((start) => {
        if (start < end) return false;
        end = start + (within.slice(start).match(ROWS[kind])?.[0].length ?? 0);
        return true;
      });
      expect(first).toEqual(Array.from(within.matchAll(ROWS[kind]), ({ index }) => index));
    }
    const pairs = Array.from({ length: within.length }, (_each, at) => at).filter((at) =>
      /^[\da-f]{2}[ :-][\da-f]{2}[ :-]?[\da-f]{2}/i.test(within.slice(at)),
    );
    expect(starts.pairs).toEqual(pairs);
  },
);
