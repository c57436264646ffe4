import type {} from 'mdast-util-mdx';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { isDeckFile, slideCount, splitSlides } from './slides.ts';

const parse = (text: string) => unified().use(remarkParse).use(remarkMdx).parse(text);

const DECK = `# One

<Notes>

Say nothing. <Notes>inner</Notes>

</Notes>

---

## Two

> quoted
>
> <Notes>

deep

---

## Three

<Notes>said softly</Notes>
`;

test('a rule ends a slide, and each knows its number', () => {
  const tree = parse('# One\n\n---\n\n## Two\n\n---\n\n---\n\n## Three');
  expect(slideCount(tree)).toBe(3);
  splitSlides(tree, false);
  const attributes = tree.children.map((slide) => 'attributes' in slide && slide.attributes);
  expect(attributes).toMatchObject([
    [{ value: '1' }, { value: '3' }],
    [{ value: '2' }, { value: '3' }],
    [{ value: '3' }, { value: '3' }],
  ]);
});

test('notes are gone however they stand, unless the speaker looks', () => {
  const text = DECK.replace('> <Notes>\n\ndeep', '> <Notes>deep</Notes>');
  const published = parse(text);
  splitSlides(published, false);
  expect(JSON.stringify(published)).not.toMatch(/Notes|Say nothing|inner|deep|said softly/);
  const own = parse(text);
  splitSlides(own, true);
  expect(JSON.stringify(own)).toMatch(/Say nothing.*deep.*said softly/);
});

test.each([
  ['/a/talks/x/slides.mdx', true],
  ['C:\\a\\slides.ja.mdx', true],
  ['/a/talks/x/index.mdx', false],
  ['/a/talks/slides/index.mdx', false],
  ['/a/my-slides.mdx', false],
])('%s is slides: %s', (path, expected) => {
  expect(isDeckFile(path)).toBe(expected);
});
