import { fc, test } from '@fast-check/vitest';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect } from 'vitest';
import { bodyProblems } from './body-problems.ts';
import { discloseText, placeholderProblem } from './disclosed-text.ts';
import type { Viewpoint } from './viewpoint.ts';
import { withhold } from './withhold.ts';

const parse = (text: string) =>
  unified().use(remarkParse).use(remarkGfm).use(remarkMdx).parse(text);
const shut: Viewpoint = {
  level: 'anonymous',
  withheld: ['N', 'F', 'S', 'P'],
  day: '2026-01-01',
  client: () => 'a client',
};
const open: Viewpoint = {
  level: 'full',
  withheld: [],
  day: '2028-01-01',
  client: () => 'Some Name',
};

function left(text: string, view = shut): string {
  const tree = parse(text);
  withhold(tree, view);
  // Positions hold numbers only; everything a compiler could print is in here.
  return JSON.stringify(tree);
}

describe('a body keeps nothing of what is withheld', () => {
  test.each([
    ['a figure in a sentence', 'by <Withheld reason="F">SECRET</Withheld> at once'],
    ['a figure in a heading', '## by <Withheld reason="F">SECRET</Withheld>'],
    ['a figure in a cell', '| a |\n| --- |\n| <Withheld reason="F">SECRET</Withheld> |'],
    ['a figure in a link', '[by <Withheld reason="F">SECRET</Withheld>](https://a.example)'],
    [
      'markup in a figure',
      '<Withheld reason="F">**SECRET** and [SECRET](https://SECRET.example)</Withheld>',
    ],
    ['a picture', '<Withheld reason="S">\n\n![SECRET](./SECRET.png "SECRET")\n\n</Withheld>'],
    [
      'a passage below its level',
      '<Confidential from="named">\n\nSECRET\n\n## SECRET\n\n</Confidential>',
    ],
    ['a passage before its day', '<Confidential from="2027-01-01">\n\nSECRET\n\n</Confidential>'],
    [
      'what is withheld inside a passage',
      '<Confidential from="anonymous">\n\n<Withheld reason="P">SECRET</Withheld>\n\n</Confidential>',
    ],
    ['what is withheld inside a quotation in a list', '- > <Withheld reason="F">SECRET</Withheld>'],
    ['a footnote', 'a[^1]\n\n[^1]: by <Withheld reason="F">SECRET</Withheld>'],
  ])('%s', (_what, text) => {
    expect(left(text)).not.toContain('SECRET');
  });
});

test('what may be shown is shown, without the tags', () => {
  const text = left(
    '<Client /> by <Withheld reason="F">38 %</Withheld>\n\n<Confidential from="2027-01-01">\n\nlater\n\n</Confidential>',
    open,
  );
  expect(text).toContain('Some Name');
  expect(text).toContain('38 %');
  expect(text).toContain('later');
  expect(text).not.toMatch(/Withheld|Confidential|Client/);
});

test('a tag without content is a bar at every level', () => {
  expect(left('by <Withheld reason="F" />', open)).toContain('"name":"Bar"');
});

test('what was removed is listed, pictures by reference too', () => {
  const removed = withhold(
    parse(
      '<Withheld reason="S">\n\n![alt text][one]\n\n</Withheld>\n\n<Withheld reason="F">38 %</Withheld>\n\n<Confidential from="2027-01-01">\n\nA passage.\n\n</Confidential>\n\n[one]: ./one.png',
    ),
    shut,
  );
  expect(removed).toEqual({
    fragments: ['38 %'],
    passages: ['alt text', 'A passage.'],
    images: ['./one.png'],
    reasons: ['S', 'F', 'T'],
    opens: '2027-01-01',
  });
});

const word = fc.stringMatching(/^[A-Za-z]{1,8}$/);
const secret = word.map((text) => `ZQ${text}QZ`);

test.prop([
  fc.array(fc.tuple(word, secret, fc.constantFrom('N', 'F', 'S', 'P')), { minLength: 1 }),
])('no text between tags survives, wherever it stands', (parts) => {
  const text = parts.map(
    ([before, inner, reason]) => `${before} <Withheld reason="${reason}">${inner}</Withheld>`,
  );
  expect(left(text.join('\n\n'))).not.toMatch(/ZQ\w*QZ/);
  const front = parts.map(([before, inner, reason]) => `${before} {${reason}|${inner}}`).join(' ');
  expect(JSON.stringify(discloseText(front, shut).segments)).not.toMatch(/ZQ\w*QZ/);
});

describe('front matter texts', () => {
  test('turn placeholders into words or bars', () => {
    expect(discloseText('For {client}: {F|38 %} less', shut)).toEqual({
      segments: ['For a client: ', { withheld: 'F', position: 0 }, ' less'],
      withheld: ['38 %'],
    });
    expect(discloseText('For {client:gen}: {F|38 %}', open).segments).toEqual([
      'For Some Name: 38 %',
    ]);
  });

  test('an unknown letter opens nothing, and is a problem', () => {
    expect(JSON.stringify(discloseText('{X|SECRET}', open).segments)).not.toContain('SECRET');
    for (const text of ['{X|a}', '{client:foo}', 'a { b', '{F:38}'])
      expect(placeholderProblem(text, true)).not.toBeNull();
    expect(placeholderProblem('{client:gen} and {F|a}', true)).toBeNull();
  });
});

describe('a body is refused', () => {
  const problems = (text: string) =>
    bodyProblems(parse(text), { file: 'a.mdx', eggs: [], agreements: ['agr-1'], hasClient: true });
  test.each([
    ['import of a picture', "import secret from './secret.png'"],
    ['export', 'export const a = 1'],
    ['an expression', 'a {frontmatter.eggs} b'],
    ['an unknown component', '<Witheld reason="F">a</Witheld>'],
    ['a component in lower case, which would print it', '<withheld reason="F">a</withheld>'],
    ['a misspelt component in lower case', '<confidental from="full">a</confidental>'],
    ['a picture without words', '![](./a.png)'],
    ['an unknown reason', '<Withheld reason="X">a</Withheld>'],
    ['a reason that is computed', '<Withheld reason={"F"}>a</Withheld>'],
    ['attributes from elsewhere', '<Withheld {...props}>a</Withheld>'],
    ['an unknown level', '<Confidential from="sometimes">a</Confidential>'],
    ['a day that does not exist', '<Confidential from="2026-02-30">a</Confidential>'],
    ['an unknown case', '<Client form="voc" />'],
    ['an agreement that does not bind the work', '<Client of="agr-2" />'],
    ['a comparison of one picture', '<Compare>\n\n![a](a.png)\n\n</Compare>'],
    ['an undeclared egg', '<EasterEgg id="nest" />'],
    ['a script', '<script>alert(1)</script>'],
    ['a picture that bypasses the build', '<img src="./secret.png" alt="" />'],
    ['a handler', '<p onclick="a()">a</p>'],
    ['an inline style', '<p style="color: red">a</p>'],
    ['a component that is a member of something', '<a.b />'],
  ])('for %s, with its line', (_what, text) => {
    expect(problems(`one\n\n${text}`)[0]).toMatchObject({ file: 'a.mdx', line: 3 });
  });

  test('and not for plain Markdown, comments and HTML', () => {
    const text =
      '# a\n\n{/* a comment */}\n\n<aside>b <kbd>c</kbd></aside>\n\n<Client /> <Client form="gen" of="agr-1" />';
    expect(problems(text)).toEqual([]);
  });
});
