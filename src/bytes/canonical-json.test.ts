import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import type { Json } from './canonical-json.ts';

test.prop([fc.jsonValue({ noUnicodeString: false })])('says the same as the value', (value) => {
  const json = value as Json;
  expect(JSON.parse(canonicalJson(json))).toEqual(JSON.parse(JSON.stringify(json)));
});

// RFC 8785 §3.2.3 and §3.2.2.
test('published vector: names sort by UTF-16 code units', () => {
  const value = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  };
  expect(
    Object.values(
      JSON.parse(
        `[${canonicalJson(value)
          .match(/:"[^"]+"/g)
          ?.map((field) => field.slice(1))
          .join(',')}]`,
      ),
    ),
  ).toEqual([
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ]);
});

test('published vector: literals and numbers', () => {
  const value = {
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('an undefined field is left out', () => {
  expect(canonicalJson({ b: undefined, a: -0 })).toBe('{"a":0}');
});

test.each([[NaN], [Infinity], ['\ud800']])('refuses what JSON cannot carry: %j', (value) => {
  expect(() => canonicalJson([value])).toThrow('canonical JSON');
});
