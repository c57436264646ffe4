import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { TermKind } from '../term.ts';
import { verdict } from '../verdict.ts';

const isFound = (number: string, text: string, kind: TermKind = 'word') =>
  verdict(number, kind, text) !== null;

test.each([
  ['+49 40 1234567', '+49401234567'],
  ['+49 40 1234567', '+49 (0)40 / 123 45 67'],
  ['+49 40 1234567', '(040) 1234567'],
  ['+49 40 1234567', 'tel:+49-40-1234567'],
  ['+49 40 1234567', '0049.40.1234567'],
  ['+49 (0)40 1234567', '+49 40 1234567'],
  ['+7 (495) 123-45-67', '8 (495) 123-45-67'],
  ['+7 (495) 123-45-67', '495 123 45 67'],
  ['+81 3-1234-5678', '０３（１２３４）５６７８'],
  ['+1 (415) 555-0132', '415.555.0132'],
  ['03-1234-5678', '0312345678'],
  ['4000-0012-3456', '400000123456'],
])('%s is found in %s', (number, text) => {
  expect(isFound(number, text)).toBe(true);
});

test.each([
  ['+49 40 1234567', '+49 40 1234568'],
  ['+49 40 1234567', '40,123,45,67'],
  ['+49 40 1234567', '1494012345678'],
  ['03-1234-5678', '13-1234-5678'],
])('%s is not in %s', (number, text) => {
  expect(isFound(number, text)).toBe(false);
});

const groups = fc.array(fc.stringMatching(/^\d{2,4}$/), { minLength: 3, maxLength: 3 });

test.prop([groups, fc.constantFrom(' ', '-', '.', ' / ', '')])(
  'it is found whatever its groups',
  (parts, separator) => {
    const number = `+44 ${parts.join(' ')}`;
    const others = [...parts.join('')].join(separator);
    expect(isFound(number, `call +44${separator}${others}.`)).toBe(true);
  },
);

test('a figure is found by its value, unless it is dialled', () => {
  expect(isFound('1 200 000', '1.2 million', 'figure')).toBe(true);
  expect(isFound('+49 40 1234567', '040 1234567', 'figure')).toBe(true);
});
