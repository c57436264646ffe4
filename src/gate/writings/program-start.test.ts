import { fc, test } from '@fast-check/vitest';
import { parse } from 'acorn';
import { expect } from 'vitest';
import { mayBeProgram, mayJoin } from './program-start.ts';
import { foldConstants } from './constants.ts';

const TOKENS =
  'a b in of async await yield let using static get var const function class new typeof return import export from as { } ( ) [ ] ; : , . ... ? ! + - * / % & | ^ ~ < > = => ++ -- --> <!-- # #! @ "a" "b\\"c" \'d\' `e` `${a}` 1 .5 0x1f /r/ \\u0061 // /* */';
const program = fc
  .array(
    fc.tuple(
      fc.constantFrom(...TOKENS.split(' ')),
      fc.constantFrom(' ', '', '\n', '\t', '\uFEFF', '\u00A0'),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.flat().join(''));

function isProgram(text: string): boolean {
  return (['module', 'script'] as const).some((sourceType) => {
    try {
      parse(text, {
        ecmaVersion: 'latest',
        sourceType,
        allowReturnOutsideFunction: true,
        allowHashBang: true,
      });
      return true;
    } catch {
      return false;
    }
  });
}

test.prop([program], { numRuns: 20_000 })('no program is taken for something else', (text) => {
  if (isProgram(text)) expect(mayBeProgram(text)).toBe(true);
});

test.each([
  '# A title\n',
  '{ "name": "x", "a": 1 }',
  '---\ntitle: x\n---\n',
  'Some words, and more',
  '<p>text</p>',
  '> quoted',
  '* item',
  '![A picture](https://example.com/a.svg)',
  '[![Build status](https://example.com/a.svg)](b)',
  '[<img src="a.png">](b)',
])('%j is told not to be one', (text) => {
  expect(mayBeProgram(text)).toBe(false);
});

test.each([
  'var a = "one" + "two";',
  'var a = "one"; a += "two";',
  'var a = "two"; var b = `one${a}`;',
  'var a = ["one", "two"].join("");',
  'var a = "one"; a.concat("two");',
  'String.fromCharCode(111, 110, 101);',
  'var a = "b25l"; atob(a);',
  '["one", "two"].\\u006aoin("")',
])('%s may join', (text) => {
  expect(foldConstants(text)).not.toEqual([]);
  expect(mayJoin(text)).toBe(true);
});
