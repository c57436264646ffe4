import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { WritingContext } from './writing.ts';
import { DUMPS, HEX_LINE, MAY_BE, dumpsIn, mayBeLine } from './dumps.ts';

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
  'what a dump may be is found in a row as long as the shortest of them',
  (text) => {
    expect(dumpsIn(text)[0]?.start ?? -1).toBe(text.search(MAY_BE));
  },
);

/** What dumps in a text say. None of them asks for anything. */
const said = (text: string, dumps = DUMPS) =>
  dumps
    .flatMap((writing) => [...writing(text, {} as WritingContext)])
    .flatMap((layer) => (layer.kind === 'text' ? [layer.text] : []));

const name = fc.string({ unit: fc.constantFrom(...'Qovxلこж '), minLength: 8, maxLength: 40 });
const line16 = (digits: string, place: number) =>
  `${(place * 16).toString(16).padStart(8, '0')}: ${digits.replace(/..(?=.)/g, '$& ')}  |................|`;
const forms: readonly ((hex: string) => string)[] = [
  (hex) => (hex.match(/.{1,32}/g) ?? []).map(line16).join('\n'),
  (hex) => (hex.match(/.{1,60}/g) ?? []).map((line) => `  ${line}`).join('\n'),
  (hex) => (hex.match(/.{1,4}/g) ?? []).join(' '),
  (hex) => (hex.match(/../g) ?? []).join(':'),
  (hex) =>
    (hex.match(/../g) ?? [])
      .map((pair) => parseInt(pair, 16).toString(2).padStart(8, '0'))
      .join(' '),
];
const around = fc.constantFrom('', 'Be bad, 12 ab\n', 'no dump\nadd ed\n\n', '0a 0b\n', '1 01\n');

test.prop([name, fc.constantFrom(...forms), around, around, name, fc.constantFrom(...forms)])(
  'a dump is read where it stands, whatever stands around it',
  (first, form, before, between, second, otherForm) => {
    fc.pre(new TextEncoder().encode(first).length >= 16);
    const hex = (text: string) => Buffer.from(text).toString('hex');
    const text = `${before}${form(hex(first))}\nand\n${between}\n${otherForm(hex(second))}\nend`;
    expect(said(text)).toEqual(expect.arrayContaining([expect.stringContaining(first)]));
    expect(said(text)).toEqual(expect.arrayContaining([expect.stringContaining(second)]));
  },
);

const BINARY = /(?<!\d)[01]{8}(?:[\s,]*[01]{8}){5,}(?!\d)/g;

test.prop(
  [
    fc
      .array(fc.constantFrom('01000001', '00000000', ' ', ', ', '1', '2', 'x'), { maxLength: 40 })
      .map((parts) => parts.join('')),
  ],
  { numRuns: 2000 },
)('binary digits are read as a pattern has them', (text) => {
  expect(said(text, DUMPS.slice(1)).length).toBe([...text.matchAll(BINARY)].length);
});

test.each([
  ['received: 51 6f 76 78 6c 20 41 and so on', ['Qovxl A']],
  [
    'ids 516f 7678 6c20 41, 41:42:43:44:45:46, then 47-48-49-4a-4b-4c.',
    ['Qovxl A', 'ABCDEF', 'GHIJKL'],
  ],
  ['51 6f\n76 78 6c 20\n41', ['Qovxl A']],
])('rows are read within a line, and short lines one behind the other: %j', (text, expected) => {
  expect(said(text)).toEqual(expected);
});
