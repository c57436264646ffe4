import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import type { Root } from 'mdast';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { figuresPlugin } from './figures-plugin.ts';

function tree(text: string): Root {
  const root = unified().use(remarkParse).use(remarkMdx).parse(text);
  figuresPlugin()(root);
  return root;
}

const first = (text: string) => JSON.parse(JSON.stringify(tree(text).children[0]));

test('a picture that has a paragraph to itself is a numbered figure, its title the caption', () => {
  const { data, children } = first('![a](./a.png "What one sees")');
  expect(data).toEqual({ hName: 'figure', hProperties: { className: 'figure' } });
  expect(children[0].data.hProperties).toEqual({
    figure: '1',
    caption: 'What one sees',
  });
});

test('a picture in a line of text is none', () => {
  expect(JSON.stringify(tree('Before ![a](./a.png) after'))).not.toContain('"figure":"');
});

test('each has its own number, in comparisons too, which are numbered as well', () => {
  const text =
    '![a](a.png)\n\n<Compare>\n\n![b](b.png)\n\n![c](c.png)\n\n</Compare>\n\n<Compare />';
  const json = JSON.stringify(tree(text));
  expect(json.match(/"figure":"\d"/g)).toEqual([1, 2, 3].map((n) => `"figure":"${n}"`));
  expect(json.match(/"name":"number","value":"\d"/g)).toHaveLength(2);
});

test('what is painted over stays in the figure it has', () => {
  const text = '<RedactedFigure>\n\n![a](a.png)\n\n</RedactedFigure>';
  expect(JSON.stringify(tree(text))).not.toContain('"figure":"');
});
