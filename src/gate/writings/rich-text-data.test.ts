import { expect, test } from 'vitest';
import { richTextData } from './rich-text-data.ts';
import type { WritingContext } from './writing.ts';

const read = (text: string, mayBeSplit = true) =>
  [...richTextData(text, { mayBeSplit: () => mayBeSplit } as unknown as WritingContext)].map(
    (layer) => (layer.kind === 'text' ? layer.text : ''),
  );

test.each([
  [
    'ProseMirror',
    '{"content":[{"type":"text","text":"Har"},{"type":"text","marks":[{"type":"bold"}],"text":"bour"}]}',
  ],
  ['Slate', '[{"children":[{"text":"Har"},{"text":"bour","bold":true}]}]'],
  [
    'a tree of Markdown',
    '[{"type":"text","value":"Har"},{"type":"strong","children":[{"type":"text","value":"bour"}]}]',
  ],
  ['pandoc', '{"c":[{"t":"Str","c":"Har"},{"t":"Strong","c":[{"t":"Str","c":"bour"}]}]}'],
  ['pandoc in Haskell', '[Str "Har",Strong [Str "bour"]]'],
])('the pieces of %s are joined', (_name, text) => {
  expect(read(text)).toEqual(['Harbour']);
  expect(read(text, false)).toEqual([]);
});

test('pieces of two blocks are not', () => {
  expect(read('[{"type":"paragraph","text":"Har"},{"type":"paragraph","text":"bour"}]')).toEqual([
    'Har\nx\nbour',
  ]);
});

test('values of other data are no pieces', () => {
  expect(read('[{"label":"1","value":"Har"},{"label":"2","value":"bour"}]')).toEqual([]);
});
