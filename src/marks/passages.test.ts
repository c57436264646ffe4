import { expect, test } from 'vitest';
import { isHtml, readPassages, readStretches } from './passages.ts';

const brief = (text: string) =>
  readPassages(text).passages.map(({ kind, list, text: words }) => [kind, list, words]);

test('a page has the paragraphs, headings and items of its body', () => {
  const page = `<body><nav><ul><li>Menu</li></ul></nav><article><p>Docket</p><div data-body>
    <h2>Part</h2><p>One <b>bold</b> word.</p><ul><li>first</li><li>second<ol><li>inner</li></ol></li></ul>
    <blockquote><p>quoted</p></blockquote><p data-withheld>bar</p><p>Two<svg><text>no</text></svg>.</p>
    </div></article></body>`;
  expect(brief(page)).toEqual([
    ['heading', 0, 'Part'],
    ['paragraph', 0, 'One bold word.'],
    ['item', 1, 'first'],
    ['item', 1, 'second'],
    ['item', 2, 'inner'],
    ['paragraph', 0, 'Two.'],
  ]);
});

test('without a marked body the article counts, without an article the page', () => {
  expect(brief('<p>out</p><article><p>in</p></article>')).toEqual([['paragraph', 0, 'in']]);
  expect(brief('<p>out</p>')).toEqual([['paragraph', 0, 'out']]);
});

test('pasted text falls into headings, paragraphs and lists', () => {
  expect(brief('A heading\n\nA sentence.\r\n\r\nOne item.\nAnother.\n \nLast one。')).toEqual([
    ['heading', 0, 'A heading'],
    ['paragraph', 0, 'A sentence.'],
    ['item', 3, 'One item.'],
    ['item', 3, 'Another.'],
    ['paragraph', 0, 'Last one。'],
  ]);
});

test('text without empty lines is read line by line', () => {
  expect(brief('One.\nTwo.').map(([kind]) => kind)).toEqual(['paragraph', 'paragraph']);
});

test.each([
  ['<!doctype html>', true],
  ['text <p class="x">more', true],
  ['a < b and c > d', false],
  ['the <p element', false],
])('%j is HTML: %s', (text, expected) => {
  expect(isHtml(text)).toBe(expected);
});

test('stretches keep the order of the source and leave out scripts', () => {
  const page = '<p>a <em>b</em></p><script>x</script><ul><li>c<ul><li>d</li></ul>e</li></ul>';
  expect(readStretches(page)).toEqual([
    { text: 'a ', block: 1 },
    { text: 'b', block: 1 },
    { text: 'c', block: 2 },
    { text: 'd', block: 3 },
    { text: 'e', block: 2 },
  ]);
});
