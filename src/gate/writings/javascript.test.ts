import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { escapes, listsOfCodes } from './javascript.ts';
import { character, editsOf } from './writing.ts';

// The same as patterns, which take several times as long.
const ESCAPE =
  /\\(?:x([\da-f]{2})|[ux]\{([\da-f]{1,6})\}|u([\da-f]{4})|([0-7]{1,3})|([nrtbfv])|([\s\S]))/gi;

function unescaped([, x, u1, u2, octal, control, other]: RegExpExecArray): string {
  if (control !== undefined) return ' ';
  if (other !== undefined) return other === '\n' ? '' : other;
  return character(parseInt(x ?? u1 ?? u2 ?? octal ?? '', octal === undefined ? 16 : 8));
}

const escaped = fc.string({
  unit: fc.constantFrom(...'\\\\\\xXuU{}01789aFnNbzéİK\n"', '\\u', '\\x4', '\\u{'),
  maxLength: 14,
});

test.prop([escaped], { numRuns: 5000 })('escapes are undone as a pattern has them', (text) => {
  expect(escapes.edits(text)).toEqual(editsOf(text, ESCAPE, unescaped));
});

const CODES = /(?:0x[\da-f]{1,5}|\d{2,6})(?:\s*,\s*(?:0x[\da-f]{1,5}|\d{2,6})){5,}/gi;
const numbers = fc
  .array(fc.constantFrom(...'0x1af7,,,, \n', '72', '0x48', '114', '1234567', '72,97,', ', 0x1'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

test.prop([numbers], { numRuns: 10_000 })('codes are listed as a pattern has them', (text) => {
  expect([...listsOfCodes(text)]).toEqual(Array.from(text.matchAll(CODES), ([list]) => list));
});
