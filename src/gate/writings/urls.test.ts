import { domainToASCII, domainToUnicode } from 'node:url';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { punycode } from './urls.ts';
import { rewritten } from './writing.ts';

const undone = (text: string) => rewritten(text, punycode.edits(text));

const label = fc.string({
  unit: fc.constantFrom(...'aäöüßéñбдяжщ東京都株式会社ひらがなカタ한글0-'),
  minLength: 1,
  maxLength: 14,
});

describe('a host name in its ASCII form', () => {
  test.prop([label])('is read as Node reads it', (each) => {
    const ascii = domainToASCII(`${each}.example`);
    fc.pre(ascii !== '' && ascii.split('.').every((part) => part.length <= 63));
    expect(undone(`see https://${ascii}/`)).toBe(`see https://${domainToUnicode(ascii)}/`);
  });

  test.each([
    ['is no Punycode', 'xn--a_b'],
    ['is longer than a label may be', `xn--${'80auxn--d1at'.repeat(8)}`],
  ])('stays as it is where it %s', (_why, host) => {
    expect(undone(host)).toBe(host);
  });
});
