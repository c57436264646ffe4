import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { sidenotesPlugin } from '../site/sidenotes-plugin.ts';
import { wideTablesPlugin } from '../site/wide-tables-plugin.ts';

function transform(text: string, plugin: () => (tree: Root) => void): Root {
  const tree = unified().use(remarkParse).use(remarkGfm).parse(text);
  plugin()(tree);
  return tree;
}

const notes = (text: string) => JSON.stringify(transform(text, sidenotesPlugin));

describe('sidenotes', () => {
  test('a footnote comes to the line that refers to it, numbered as it comes', () => {
    const tree = transform(
      'One[^b] and two[^a].\n\n[^a]: The *second*.\n\n[^b]: First.',
      sidenotesPlugin,
    );
    expect(toString(tree)).toBe('One11 First. and two22 The second..');
    expect(JSON.stringify(tree)).toContain('"hName":"small"');
    expect(JSON.stringify(tree)).not.toContain('footnote');
  });

  test('one with a list, and one that is referred to twice, stay at the foot', () => {
    expect(notes('One[^a].\n\n[^a]: - an item')).toContain('footnoteDefinition');
    expect(notes('One[^a], two[^a].\n\n[^a]: A note.')).toContain('footnoteDefinition');
  });
});

describe('wide tables', () => {
  const table = (head: string, rule: string) => `${head}\n${rule}\n| 1 | 2 | 3 | 4 |`;
  const columns = (text: string) =>
    [...JSON.stringify(transform(text, wideTablesPlugin)).matchAll(/"data-column":"([^"]*)"/g)].map(
      ([, name]) => name,
    );

  test('each cell of four columns of words knows its column', () => {
    expect(columns(table('| what | picked | not *so* | why |', '|---|---|---|---|'))).toEqual([
      'what',
      'picked',
      'not so',
      'why',
    ]);
  });

  test('numbers and narrow tables stay tables', () => {
    expect(columns(table('| what | a | b | c |', '|---|--:|--:|--:|'))).toEqual([]);
    expect(columns('| a | b |\n|---|---|\n| 1 | 2 |')).toEqual([]);
  });

  test('numbers stand at the end by a class, not by an attribute', () => {
    const tree = transform('| a | b |\n|---|--:|\n| 1 | 2 |', wideTablesPlugin);
    expect(JSON.stringify(tree).match(/"className":"to-end"/g)).toHaveLength(2);
    expect(JSON.stringify(tree)).toContain('"align":null');
  });
});
