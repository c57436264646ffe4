import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { CSS } from './css.ts';
import { mojibake } from './mojibake.ts';
import { editsFrom, editsOf, occurs } from './writing.ts';

const PATTERNS: readonly (readonly [mark: string, pattern: RegExp])[] = [
  ['%', /(?:%[\da-f]{2})+|%u([\da-f]{4})/i],
  ['\\', /\\([\da-f]{1,6})\s?/i],
  ['${', /\$\{\s*(["'`])(.*?)\1\s*\}/],
  ['+', /\+([A-Za-z\d+/]{3,})-?/],
  ['begin', /^begin(-base64)? [0-7]{3,4}\n/m],
];
const pieces = [...'%%ua4F \\{}$+/-*\'"\n', '${', 'begin', 'begin 644\n', '%E2', '${"a"}'];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join(''));

test.prop([text, fc.constantFrom(...PATTERNS)], { numRuns: 10_000 })(
  'going from mark to mark finds what a pattern finds everywhere',
  (within, [mark, { source, flags }]) => {
    const replace = ([whole, inner = '']: RegExpExecArray) => (inner === '4' ? whole : inner);
    const everywhere = new RegExp(source, `${flags}g`);
    const here = new RegExp(source, `${flags}y`);
    expect(editsFrom(within, mark, here, replace)).toEqual(editsOf(within, everywhere, replace));
    expect(occurs(within, mark, here)).toBe(within.search(everywhere) >= 0);
  },
);

const around = (...marks: readonly string[]) =>
  fc.array(fc.constantFrom(...marks), { maxLength: 16 }).map((parts) => parts.join(''));

test.prop([around('/', '*', '/*', '*/', 'a', '\n')], { numRuns: 10_000 })(
  'comments of CSS are left out as a pattern has them',
  (within) => {
    const pattern = /\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\//g;
    expect(CSS[1]?.edits(within)).toEqual(editsOf(within, pattern, () => ''));
  },
);

test.prop([around('Ã', '¼', 'Ð', '\u009F', 'â', '€', 'œ', 'ð', 'Ÿ', 'a')], { numRuns: 10_000 })(
  'UTF-8 in Latin letters is read wherever it begins',
  (within) => {
    const bytes = (run: string) =>
      Uint8Array.from(run, (letter) => {
        const shown = '€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ'.includes(letter);
        return shown ? windows1252(letter) : letter.charCodeAt(0);
      });
    const pattern =
      /(?:[\u00C2-\u00DF][\u0080-\u00BF€œŸ]|[\u00E0-\u00EF][\u0080-\u00BF€œŸ]{2}|[\u00F0-\u00F4][\u0080-\u00BF€œŸ]{3})+/g;
    const read = ([run]: RegExpExecArray) => {
      const letters = new TextDecoder().decode(bytes(run));
      return letters.includes('\uFFFD') ? run : letters;
    };
    expect(mojibake.edits(within)).toEqual(editsOf(within, pattern, read));
  },
);

function windows1252(letter: string): number {
  const decoder = new TextDecoder('windows-1252');
  for (let byte = 0x80; byte < 0xa0; byte++)
    if (decoder.decode(Uint8Array.of(byte)) === letter) return byte;
  throw new Error('expected a letter of windows-1252');
}
