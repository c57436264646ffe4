import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { joints } from './joints.ts';
import { editsOf } from './writing.ts';

// The same as patterns, which take several times as long.
const JOINT =
  /(?:["'`]\s*\+|(?<=[a-z])["'`]\s*(?:\+\+|\|\||&|\.\.?|<>|~|\^|<<))\s*(?:_\s*)?(?:[NLURBF@$](?=["'`]))?["'`]/gi;

const quoted = fc.string({
  unit: fc.constantFrom(...'"\'`+++ \n\u00A0\uFEFFa|&.<>~^_N', '||', '<<'),
  maxLength: 14,
});

test.prop([quoted], { numRuns: 20_000 })('literals are added up as a pattern has it', (text) => {
  expect(joints[0]?.edits(text)).toEqual(editsOf(text, JOINT, () => ''));
});

const METHOD = /["'`]\s*(?:\)\s*)?[.|]\s*(?:concat\(|append[(:])\s*["'`]/gi;
const called = fc
  .array(
    fc.constantFrom(
      '"',
      '`',
      ' ',
      '\n',
      '.',
      '|',
      ')',
      'concat',
      'concat(',
      '.Append(',
      'append:',
      '".concat("',
      'a',
    ),
    {
      maxLength: 16,
    },
  )
  .map((parts) => parts.join(''));

test.prop([called], { numRuns: 20_000 })(
  'literals are put together by methods as a pattern has it',
  (text) => {
    expect(joints[1]?.edits(text)).toEqual(editsOf(text, METHOD, () => ''));
  },
);
