import { expect, test } from 'vitest';
import { wordByWord } from './word-by-word.ts';

const read = (text: string) =>
  [...wordByWord(text)].map((layer) => (layer.kind === 'text' ? layer.text : ''));

test.each([
  ['Whisper', '{"words":[{"word":" Harbour","start":0.1},{"word":" Maritime","start":0.5}]}'],
  ['Whisper in parts of words', '[{"word":" Har","p":1},{"word":"bour"},{"word":" Maritime"}]'],
  ['Deepgram', '[{"punctuated_word":"Harbour","start":1},{"punctuated_word":"Maritime"}]'],
  ['YouTube', '{"segs":[{"utf8":"Harbour"},{"utf8":" Maritime","tOffsetMs":400}]}'],
  [
    'Amazon',
    '{"items":[{"alternatives":[{"content":"Harbour"}]},{"alternatives":[{"confidence":"1","content":"Maritime"}]}]}',
  ],
  ['Quill', '{"ops":[{"insert":"Har"},{"attributes":{},"insert":"bour "},{"insert":"Maritime"}]}'],
  ['Notion', '[{"plain_text":"Harbour ","a":1},{"plain_text":"Maritime"}]'],
  ['passages', '[{"start":1,"text":"for Harbour"},{"start":2,"text":"Maritime in"}]'],
  ['PDF.js', '{"items":[{"str":"Har","dir":"ltr"},{"str":"bour"},{"str":" "},{"str":"Maritime"}]}'],
  ['Google', '[{"description":"Harbour","boundingPoly":{}},{"description":"Maritime"}]'],
  ['Google Docs', '[{"textRun":{"content":"Har"}},{"textRun":{"content":"bour Maritime"}}]'],
  ['Contentful', '[{"nodeType":"text","value":"Har"},{"value":"bour Maritime"}]'],
  ['a program', "[{word:'Harbour',start:.1},{word:'Maritime'}]"],
  ['ALTO', '<String ID="a" CONTENT="Harbour" HPOS="1"/><SP/><String CONTENT="Maritime"/>'],
  ['Tesseract', 'level\tpage_num\ttext\n5\t1\tHarbour\n5\t1\tMaritime\n'],
])('words of %s are read one behind the other', (_name, text) => {
  expect(read(text).join('\n')).toMatch(/Harbour Maritime/);
});

test('escapes are undone, and one word alone is left to the search for the text', () => {
  expect(read('[{"word":"caf\\u00e9"},{"word":"\\x"}]')).toEqual(['café \\x']);
  expect(read('{"word":"Harbour"}')).toEqual([]);
});
