import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { copyEach } from '../../gate/letters/text-units.ts';
import { decompress } from './decompress.ts';

const text = fc.string({
  unit: fc.constantFrom('a', 'ÿ', '\0', '浜', '\u{1F389}', '\uD800', '\uDC00'),
});

test.prop([text, fc.nat(4), fc.nat(4)])(
  'Node copies a text letter by letter, and nothing beside it',
  (within, before, behind) => {
    const [copied, each] = [copyEach, decompress.copyUnits ?? copyEach].map((copy) => {
      const all = new Uint16Array(before + within.length + behind);
      copy(within, all.subarray(before));
      return all;
    });
    expect(copied).toEqual(each);
  },
);
