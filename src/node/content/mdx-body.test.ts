import { expect, test } from 'vitest';
import { formatProblem } from '../../disclosure/problem.ts';
import { parseBody } from './mdx-body.ts';

/** What is wrong with a body whose third line is `text`, as the author reads it. */
function said(text: string): string {
  const result = parseBody(`First.\n\n${text}\n\nLast.\n`);
  if (!('fault' in result)) return 'nothing';
  return formatProblem({ file: 'x.mdx', field: null, ...result.fault });
}

test.each([
  ['Here <b>bold is.', 'the tag that opens here'],
  ['<Confidential from="named">', 'the tag that opens here'],
  ['<Confidential from="named">one\n\ntwo</Confidential>', 'the tag that opens here'],
  ['one<br>two', 'the tag that opens here'],
  ['Here <b>bold</i> is.', 'the tag that opens here'],
  ['Here bold</b> is.', 'none is open here'],
  ['<!-- later -->', 'no HTML comment'],
  ['<https://example.com>', 'no address in angle brackets'],
  ['Here <Withheld reason=“F”>3</Withheld>.', 'straight quotation marks'],
  ['If a <5 then b.', 'expected a tag behind `<`'],
  ['Here is { in it.', 'expected `{` to be closed by `}`'],
  ['Here <Withheld reason="F>3</Withheld>.', 'expected a tag that ends'],
  ['Here is {"a": 1} in it.', 'expected no JavaScript in braces'],
  ['import duties were high.', 'expected no `import` or `export`'],
])('%s is told apart, with its line', (text, message) => {
  expect(said(text)).toMatch(/^x\.mdx:[3-7]: /);
  expect(said(text)).toContain(message);
  expect(said(text)).toContain('\n  ');
});

test('a tag that is closed nowhere is shown where it opens', () => {
  expect(said('<Confidential from="named">\n\nmore\n\nmore')).toMatch(/^x\.mdx:3: /);
});

test('a message quotes nothing of the text', () => {
  expect(said('Here <Fogbank>bold is.')).not.toContain('Fogbank');
  expect(said('Here <b class=Fogbank>bold</b> is.')).not.toContain('Fogbank');
});
