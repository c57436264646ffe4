import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { HEX_LINE, MAY_BE, hasBinaryByte, mayBeLine, mayHoldDump } from './dumps.ts';

const line = fc
  .array(fc.constantFrom(...'0a9fAF: \t-\rg', '00', 'ff', '00000010:', '  ', '0012: '), {
    maxLength: 10,
  })
  .map((parts) => parts.join(''));

test.prop([line, fc.constantFrom('', '\n', '\nrest')], { numRuns: 5000 })(
  'a line of a dump is told from where it begins',
  (within, behind) => {
    if (HEX_LINE.test(within)) expect(mayBeLine(`before\n${within}${behind}`, 7)).toBe(true);
  },
);

test('a word of hexadecimal letters is none', () => {
  expect(mayBeLine('  case 12:', 0)).toBe(false);
});

const written = fc
  .array(fc.constantFrom(...'0a9fAF: -:\n\rg', '00', 'ff0', 'word', '0123456789abcdef', '\u00e9'), {
    maxLength: 24,
  })
  .map((parts) => parts.join(''));

test.prop([written], { numRuns: 10_000 })(
  'what a dump may be is found by a row as long as the shortest of them',
  (text) => {
    expect(mayHoldDump(text)).toBe(MAY_BE.test(text));
  },
);

const digits = fc.string({ unit: fc.constantFrom(...'0011x'), maxLength: 40 });

test.prop([digits], { numRuns: 5000 })('eight binary digits are told by one of them', (within) => {
  expect(hasBinaryByte(within)).toBe(/[01]{8}/.test(within));
});
