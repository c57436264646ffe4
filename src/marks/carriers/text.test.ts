import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { fromHex, toHex } from '../../bytes/hex.ts';
import { deriveKeys } from '../keys.ts';
import { text } from './text.ts';
import { FRAME_LENGTH, toFrame } from './text-symbols.ts';
import vectors from './vectors/text.json' with { type: 'json' };

const { detection: key } = deriveKeys(new Uint8Array(32).fill(7));
const { detection: otherKey } = deriveKeys(new Uint8Array(32).fill(8));
const ID = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
const mark = { id: ID, layer: 'overt', key } as const;

const ALL_SYMBOLS = /[\u200b-\u200e\u2060]/g;
const strip = (html: string) => html.replace(ALL_SYMBOLS, '');
const english =
  'The yard crane waits for a slot, and the planner gives it one within 40 ms; nobody has to ask. ';
const russian =
  'Кран ждёт окна, планировщик находит его за сорок миллисекунд — и никто ничего не спрашивает. ';
const japanese =
  '岸壁のクレーンは枠を待ち、計画器は四十ミリ秒で答えを出します。だれも電話で尋ねません、なぜなら表がいつも正しいからです。';
const article = (...paragraphs: string[]) =>
  `<!doctype html><html><head><title>A page</title></head><body><article>${paragraphs.map((each) => `<p>${each}</p>`).join('\n')}</article></body></html>`;
const pages = {
  english: article(english.repeat(8), english.repeat(8)),
  russian: article(russian.repeat(8), russian.repeat(8)),
  japanese: article(japanese.repeat(8), japanese.repeat(8)),
};
const found = (source: string, with_: Uint8Array = key) => {
  const reading = text.read(source, with_);
  return reading.status === 'marked'
    ? reading.sightings.map(({ id }) => toHex(id))
    : reading.status;
};
/** As a browser puts it on the clipboard. */
const paste = (html: string) =>
  html
    .replace(/^.*<article>|<\/article>.*$/gs, '')
    .replace(/<\/p>/g, '\n\n')
    .replace(/<\/?[a-z][^>]*>/g, '')
    .replace(/&amp;/g, '&');

describe.each(Object.entries(pages))('%s', (_, page) => {
  test('the mark is read from the page, from pasted text, and not with another key', async () => {
    const marked = await text.embed(page, mark);
    expect(found(marked)).toEqual([toHex(ID)]);
    expect(found(paste(marked))).toEqual([toHex(ID)]);
    expect(found(marked, otherKey)).toBe('damaged');
    expect(found(page)).toBe('unmarked');
  });

  test('nothing but the invisible characters is added', async () => {
    expect(strip(await text.embed(page, mark))).toBe(page);
  });

  test('marking again gives the same page', async () => {
    const marked = await text.embed(page, mark);
    expect(await text.embed(marked, mark)).toBe(marked);
    const other = { ...mark, id: ID.toReversed() };
    expect(await text.embed(await text.embed(page, other), mark)).toBe(marked);
  });

  test.prop([fc.nat(), fc.nat(120)])(
    'any passage as long as a frame carries the mark',
    async (at, extra) => {
      const marked = paste(await text.embed(page, mark));
      const places = [...marked.matchAll(ALL_SYMBOLS)].map(({ index }) => index);
      const first = at % (places.length - FRAME_LENGTH - 1);
      // From before a symbol to after the one that completes the frame.
      const start = places[first] ?? 0;
      const end = (places[first + FRAME_LENGTH] ?? marked.length) + extra;
      expect(found(marked.slice(Math.max(0, start - 1), end))).toEqual([toHex(ID)]);
    },
  );
});

const word = fc.stringMatching(/^[A-Za-zа-яё]{1,9}[,.]?$/);
const inline = fc.oneof(
  { weight: 12, arbitrary: word },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<em>very quiet</em>',
      '<code>a b c</code>',
      'A &amp; B',
      '&copy; c',
      '<a href="/x y">a link</a>',
      'x < y',
      'a<br>b',
      '<kbd title="p q">Ctrl C</kbd>',
      '👩‍💻 works',
      'می‌خواهم',
    ),
  },
);
const html = fc
  .array(fc.array(inline, { minLength: 20, maxLength: 50 }), { minLength: 5, maxLength: 8 })
  .map((paragraphs) => article(...paragraphs.map((words) => words.join(' '))));

test.prop([html, fc.uint8Array({ minLength: 8, maxLength: 8 })])(
  'round trip over articles with all kinds of markup, byte for byte',
  async (page, id) => {
    const marked = await text.embed(page, { ...mark, id });
    expect(found(marked)).toEqual([toHex(id)]);
    expect(found(paste(marked))).toEqual([toHex(id)]);
    expect(strip(marked)).toBe(strip(page));
    expect(await text.embed(marked, { ...mark, id })).toBe(marked);
  },
);

test.prop([
  fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '\u200b', '\u200c', '\u2060')), {
    minLength: 1,
    maxLength: 60,
  }),
])('damage loses the mark or leaves it, and never makes another', async (changes) => {
  let damaged = await text.embed(pages.english, mark);
  for (const [at, symbol] of changes) {
    const places = [...damaged.matchAll(ALL_SYMBOLS)].map(({ index }) => index);
    const place = places[at % places.length] ?? 0;
    damaged = damaged.slice(0, place) + symbol + damaged.slice(place + 1);
  }
  expect(['damaged', [toHex(ID)]]).toContainEqual(found(damaged));
});

test('cut, changed and foreign marks are damaged, no mark is unmarked', async () => {
  const marked = paste(await text.embed(article(english.repeat(4)), mark));
  const cut = marked
    .slice(0, marked.lastIndexOf('\u2060') - 3)
    .replace(/\u200e/, '\u200b')
    .replace(/^.*?\u200d/s, '');
  expect(found(marked.replaceAll('\u200b', '\u200c'))).toBe('damaged');
  expect(found(cut)).not.toContain('8807');
  expect(found(strip(marked))).toBe('unmarked');
});

test('a page that has no room says so', async () => {
  await expect(text.embed(article('Too short.'), mark)).rejects.toMatchObject({
    code: 'FILE_TOO_SMALL',
  });
});

test.each([
  ['decimal references', (code: number) => `&#${code};`],
  ['hexadecimal references', (code: number) => `&#x${code.toString(16).toUpperCase()};`],
  [
    'named references',
    (code: number) =>
      ({ 0x200b: '&ZeroWidthSpace;', 0x200c: '&zwnj;', 0x200d: '&zwj;', 0x200e: '&lrm;' })[code] ??
      '&NoBreak;',
  ],
])('%s are read, in pages and in pasted source', async (_, write) => {
  const encoded = (await text.embed(pages.english, mark)).replace(ALL_SYMBOLS, (symbol) =>
    write(symbol.charCodeAt(0)),
  );
  expect(found(encoded)).toEqual([toHex(ID)]);
  expect(found(paste(encoded))).toEqual([toHex(ID)]);
});

test.each(
  'code pre kbd samp var a button label summary textarea script style template noscript svg math time data h2 th figcaption colophon-egg'.split(
    ' ',
  ),
)('<%s> is left alone', async (name) => {
  const quiet = `<${name}>one two three four</${name}>`;
  const page = article(english.repeat(8), `${quiet} and so on`);
  expect(await text.embed(page, mark)).toContain(quiet);
});

test.each(['hidden', 'aria-hidden="true"', 'data-withheld', 'data-unmarked', 'itemprop="name"'])(
  'an element with %s is left alone',
  async (attribute) => {
    const quiet = `<span ${attribute}>one two three four</span>`;
    expect(await text.embed(article(english.repeat(8), quiet), mark)).toContain(quiet);
  },
);

test('text outside of an article and attributes are left alone', async () => {
  const page = article(`<span title="one two three">x</span> ${english.repeat(8)}`).replace(
    '<body>',
    '<body><p>one two three</p>',
  );
  const marked = await text.embed(page, mark);
  expect(marked).toContain('<p>one two three</p>');
  expect(marked).toContain('title="one two three"');
});

test('Persian keeps its joiners and is not taken for a mark', async () => {
  const persian = 'می‌خواهم کتاب‌ها را ببینم و نمی‌دانم چه می‌شود. '.repeat(20);
  expect(found(persian)).toBe('unmarked');
  const marked = await text.embed(article(persian), mark);
  expect(found(marked)).toEqual([toHex(ID)]);
  expect(marked.match(/می‌خواهم/g)).toHaveLength(20);
});

test('a symbol never stands where a line could not break in Japanese', async () => {
  const marked = await text.embed(
    article(`${japanese.repeat(8)}彼は「はい。」と言い、「いいえ。」ッとは言いません。`),
    mark,
  );
  expect(marked).not.toMatch(/[\u200b-\u200e\u2060][、。」』ッ]/);
});

test.prop([
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('', '<p>', '<article><p>', '<table><p>'),
])('no string makes reading throw', (source, prefix) => {
  expect(found(prefix + source)).not.toContain(toHex(ID));
});

test('a flood of frame starts is cut off', () => {
  const flood = `a\u2060${'\u200b'.repeat(FRAME_LENGTH - 1)} `.repeat(5_000);
  expect(found(flood)).toBe('damaged');
});

test.each(vectors)('published vector: $name', async ({ page, idHex, marked, seedHex }) => {
  const { detection } = deriveKeys(fromHex(seedHex) ?? new Uint8Array());
  const id = fromHex(idHex) ?? new Uint8Array();
  expect(escape(await text.embed(page, { id, layer: 'overt', key: detection }))).toBe(marked);
  expect(found(unescape(marked), detection)).toEqual([idHex]);
});

/** Invisible characters as `{200B}`, so that a person can compare vectors. */
const escape = (source: string) =>
  source.replace(ALL_SYMBOLS, (symbol) => `{${symbol.charCodeAt(0).toString(16).toUpperCase()}}`);
const unescape = (source: string) =>
  source.replace(/\{(2...)\}/g, (_, code) => String.fromCharCode(parseInt(code, 16)));

test('a frame has one start and four symbols a byte', () => {
  expect(toFrame(new Uint8Array([0b00011011]))).toEqual([
    '\u2060',
    '\u200b',
    '\u200c',
    '\u200d',
    '\u200e',
  ]);
});
