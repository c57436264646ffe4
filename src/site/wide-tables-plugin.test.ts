import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { toHast } from 'mdast-util-to-hast';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { wideTablesPlugin } from './wide-tables-plugin.ts';

function html(text: string): string {
  const root: Root = unified().use(remarkParse).use(remarkGfm).parse(text);
  wideTablesPlugin()(root);
  return JSON.stringify(toHast(root));
}

test('no cell is lost, and none has an obsolete attribute', () => {
  const written = html('| a | b |\n| :-- | --: |\n| one | 2 |\n');
  for (const text of ['a', 'b', 'one', '2']) expect(written).toContain(`"value":"${text}"`);
  expect(written).not.toContain('"align"');
  expect(written).toContain('"to-end"');
});

test('the cells of a wide table of words name their columns', () => {
  const written = html('| a | b | c | d |\n| - | - | - | - |\n| 1 | 2 | 3 | 4 |\n');
  expect(written).toContain('"data-stacked"');
  expect(written).toContain('"data-column":"d"');
});
