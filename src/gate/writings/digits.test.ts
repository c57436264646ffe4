import { describe, expect, test } from 'vitest';
import { createMatcher } from '../matcher.ts';
import { digits } from './digits.ts';
import { rewritten } from './writing.ts';

const undone = (text: string) => rewritten(text, digits.edits(text));

describe('digits of a script, as Intl writes them, are those of ASCII:', () => {
  test.each(
    'arab arabext beng deva gujr guru khmr knda laoo mathbold mathdbl mathmono mathsanb mathsans mlym mong mymr orya tamldec telu thai tibt'.split(
      ' ',
    ),
  )('%s', (system) => {
    const written = new Intl.NumberFormat('en', { numberingSystem: system, useGrouping: false });
    expect(written.format(9876543210)).not.toBe('9876543210');
    expect(undone(written.format(9876543210))).toBe('9876543210');
  });
});

test.each(['④⑧②①③', '⁴⁸²¹³', '₄₈₂₁₃', '❹❽❷❶❸', '➃➇➁➀➂', '٤٨٬٢١٣'])(
  'a figure is found in %j',
  (written) => {
    const found: string[] = [];
    const matcher = createMatcher([{ id: 'f', writings: ['48 213'], kind: 'figure' }]);
    matcher.search(
      undone(`some ${written} of them`),
      () => true,
      ({ severity }) => found.push(severity),
    );
    expect(found).toEqual(['error']);
  },
);

test('squares and cubes stay what they are', () => {
  expect(undone('12 m² and 3 m³')).toBe('12 m² and 3 m³');
});
