import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { hasManyLetters } from './mail.ts';

const quoted = fc
  .array(fc.constantFrom('=41', '=D0', '=', '=4', '\n', 'word', ' '.repeat(38), 'x', '=\n'), {
    maxLength: 20,
  })
  .map((parts) => parts.join(''));

test.prop([quoted], { numRuns: 5000 })(
  'letters near each other are told as a pattern has them',
  (text) => {
    expect(hasManyLetters(text)).toBe(/(?:=[\dA-F]{2}[^=\n]{0,40}){4}/.test(text));
  },
);
