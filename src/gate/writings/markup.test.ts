import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { html } from './html.ts';
import { readMarkup } from './markup.ts';

const HANDLER = {
  opening: () => undefined,
  attribute: () => undefined,
  opened: () => undefined,
  text: () => undefined,
  closed: () => undefined,
  aside: () => undefined,
};

const NAMES =
  'p div span a b br hr img svg title script style textarea xmp ruby rt rp table tr td th li math desc foreignObject my-element P BR Script option select bdo';
const name = fc.constantFrom(...NAMES.split(' '));
const words = fc.constantFrom(
  ...[
    'Harbour',
    ' ',
    '\n',
    'a < b',
    '&amp;',
    '&copy',
    '&copy;',
    '&copyright',
    '&copy=1',
    '&ampx',
    '&#7x;',
    '&#;',
    '&#x;',
    '&CounterClockwiseContourIntegral;',
    '&ampaverylongnamethatgoesonandonandonandon',
    '&#72;',
    '&#x48',
    '&notit;',
  ],
  ...[
    '&',
    '&&amp;',
    '&unknown;',
    '"',
    "'",
    '>',
    '=',
    '/',
    '--',
    ']]>',
    '株式会社',
    '&#0;',
    '&#x110000;',
  ],
);
const value = fc.oneof(
  words.map((each) => `"${each}"`),
  words.map((each) => `'${each}'`),
  fc.constantFrom('plain', 'a/b', 'x&amp;y', '', 'rtl', '"direction: rtl"', '"<p>in it</p>"'),
);
const attribute = fc
  .tuple(fc.constantFrom('alt', 'TITLE', 'dir', 'style', 'srcdoc', '=x', 'data-a', '/'), value)
  .chain(([key, each]) =>
    fc.constantFrom(` ${key}=${each}`, ` ${key}`, ` ${key} = ${each}`, `\n${key}`),
  );
const tag = fc
  .tuple(
    name,
    fc.array(attribute, { maxLength: 3 }),
    fc.constantFrom('>', ' >', '/>', ' / >', '/ x>'),
  )
  .map(([each, attributes, end]) => `<${each}${attributes.join('')}${end}`);
const closing = fc
  .tuple(name, fc.constantFrom('>', ' >', ' x>', '/>', '\n>'))
  .map(([each, end]) => `</${each}${end}`);
const aside = fc.constantFrom(
  ...[
    '<!doctype html>',
    '<!-- c -->',
    '<!-->',
    '<!--->',
    '<!-- a --->',
    '<!---->',
    '<?xml v="1"?>',
    '<!>',
  ],
  ...[
    '<![CDATA[ a < b ]]>',
    '<![CDATA[x',
    '<!- x>',
    '</>',
    '</ p>',
    '<',
    '<>',
    '<p',
    '<p a="',
    '<p a',
    '<?',
    '<!(a) b>',
    '<![if IE]>',
    '<!-a>',
    '<!',
    '<!-',
    '<!a',
    '<script',
    '<script>',
    '<title>',
    '</"x">',
    '</"',
    '</p',
    '<p a ',
    '<p a=',
    '<p a=b',
    '<p /',
    '<p / ',
    '<s',
  ],
);
const soup = fc
  .array(fc.oneof(words, tag, closing, aside), { maxLength: 16 })
  .map((parts) => parts.join(''));

test.prop([soup], { numRuns: 5000 })('documents are read as htmlparser2 reads them', (text) => {
  expect([...html(text)]).toEqual([...html(text, { isThorough: true })]);
});

describe('is read here', () => {
  test.each([
    '<!doctype html><html lang="en"><head><title>A &amp; B</title><script>if (a < b) c()</script>',
    '<p class=a>1 &lt; 2<br>it <img src="a.png" alt="&#72;arbour"/> ends',
    'if (a<b && "c</d".includes(e)) <p a="',
    '<!-- open',
    '<script>open',
    '<?xml version="1.0"?><svg><title>x</title><path d="M0 0"/><![CDATA[ y ]]></svg>',
  ])('%s', (text) => {
    expect(
      readMarkup(
        text.replace(/<head>.*$/, (head) => `${head}</head>`),
        HANDLER,
      ),
    ).toBe(true);
  });
});

describe('is left to htmlparser2:', () => {
  test.each(['<p a/', '<s', '<!-', '</p x', '</>', '<!-->', '<title>a <b></title>'])(
    '%s',
    (text) => {
      expect(readMarkup(text, HANDLER)).toBe(false);
    },
  );
});

describe('a text that only speaks of a script or a comment is read on behind it:', () => {
  test.each([
    '{ "a": "in <script> and <STYLE>, we", "b": "made it for Har<b>bour</b>" }',
    'a <title> and a <textarea>, made for Har<i>bour</i>',
    'a <!-- is made for Har<b>bour</b>',
    'a <![CDATA[ is made for Har<b>bour</b>',
    `${'a <script> and <!-- '.repeat(40)} for Har<b>bour</b>`,
  ])('%s', (text) => {
    const layers = [...html(text, { isKnown: true })];
    const words = layers.find(({ name }) => name === 'html/text');
    expect(words).toHaveProperty('text', expect.stringContaining('for Harbour'));
    expect(layers.map(({ name }) => name)).not.toContain('html/script');
  });

  test('one that ends is a script', () => {
    const layers = [...html('a <script>b("c")</script> d <!-- e -->', { isKnown: true })];
    expect(layers).toContainEqual({ kind: 'text', name: 'html/script', text: 'b("c")' });
    expect(layers).toContainEqual({ kind: 'text', name: 'html/comment', text: ' e ' });
  });
});

test.each(['48 61 72 62 6f 75 72 ', 'BEGIN:VCARD\n', 'GIT binary patch\n'])(
  'what begins a line as soon as a tag is gone is read whole: %s',
  (start) => {
    const inner = start + 'and so on '.repeat(200);
    const layers = [...html(`see <pre>${inner}</pre>`, { isKnown: true })];
    expect(layers).toContainEqual({ kind: 'text', name: 'html/text', text: `see \n${inner}\n` });
  },
);
