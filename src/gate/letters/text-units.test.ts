import { fc, test } from '@fast-check/vitest';
import { afterEach, expect } from 'vitest';
import { copyEach, copyUnitsBy, textUnits } from './text-units.ts';

const text = fc.string({
  unit: fc.constantFrom('a', 'é', 'Д', '浜', '\u{1F389}', '\uD800'),
  maxLength: 40,
});

afterEach(() => copyUnitsBy(copyEach));

test.prop([text, text, fc.nat(3)])(
  'units are those of the text that was asked for last, in whatever way it is copied',
  (one, other, times) => {
    for (const copy of [copyEach, copyReversed]) {
      copyUnitsBy(copy);
      for (const each of [one, other, one.repeat(times)])
        expect(String.fromCharCode(...textUnits(each).subarray(0, each.length))).toBe(each);
    }
  },
);

function copyReversed(from: string, to: Uint16Array): void {
  for (let at = from.length - 1; at >= 0; at--) to[at] = from.charCodeAt(at);
}

test('what a very long text took is given back', () => {
  const long = 'ab'.repeat(1 << 20);
  expect(textUnits(long)[long.length - 1]).toBe(0x62);
  const next = 'c'.repeat(1 << 17);
  expect(textUnits(next)[next.length - 1]).toBe(0x63);
  expect(textUnits(next).length).toBeLessThan(long.length);
});
