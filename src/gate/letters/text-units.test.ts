import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { copyEach, textUnits } from './text-units.ts';

const text = fc.string({
  unit: fc.constantFrom('a', 'é', 'Д', '浜', '\u{1F389}', '\uD800'),
  maxLength: 40,
});

test.prop([text, text, fc.nat(3)])(
  'units are those of the text that was asked for last',
  (one, other, times) => {
    for (const each of [one, other, one.repeat(times)]) {
      const units = textUnits(each);
      expect(String.fromCharCode(...units.subarray(0, each.length))).toBe(each);
      const copied = new Uint16Array(each.length);
      copyEach(each, copied);
      expect(units.subarray(0, each.length)).toEqual(copied);
    }
  },
);

test('a text may be longer than what is kept', () => {
  const long = 'ab'.repeat(9 << 20);
  expect(textUnits(long)[long.length - 1]).toBe(0x62);
  expect(textUnits('c')[0]).toBe(0x63);
  expect(textUnits('c').length).toBeLessThan(long.length);
});
