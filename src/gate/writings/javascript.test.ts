import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { escapes, joints } from './javascript.ts';
import { character, editsOf } from './writing.ts';

// The same as patterns, which take several times as long.
const ESCAPE =
  /\\(?:x([\da-f]{2})|[ux]\{([\da-f]{1,6})\}|u([\da-f]{4})|([0-7]{1,3})|([nrtbfv])|([\s\S]))/gi;
const JOINT = /(["'`])\s*\+\s*(["'`])/g;

function unescaped([, x, u1, u2, octal, control, other]: RegExpExecArray): string {
  if (control !== undefined) return ' ';
  if (other !== undefined) return other === '\n' ? '' : other;
  return character(parseInt(x ?? u1 ?? u2 ?? octal ?? '', octal === undefined ? 16 : 8));
}

const escaped = fc.string({
  unit: fc.constantFrom(...'\\\\\\xXuU{}01789aFnNbzéİK\n"', '\\u', '\\x4', '\\u{'),
  maxLength: 14,
});
const quoted = fc.string({ unit: fc.constantFrom(...'"\'`+++ \n\u00A0\uFEFFa'), maxLength: 14 });

test.prop([escaped], { numRuns: 5000 })('escapes are undone as a pattern has them', (text) => {
  expect(escapes.edits(text)).toEqual(editsOf(text, ESCAPE, unescaped));
});

test.prop([quoted], { numRuns: 5000 })('literals are added up as a pattern has it', (text) => {
  expect(joints[0]?.edits(text)).toEqual(editsOf(text, JOINT, () => ''));
});
