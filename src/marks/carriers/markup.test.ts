import { fc, test } from '@fast-check/vitest';
import { parse } from 'parse5';
import { describe, expect } from 'vitest';
import { fromUtf8, toUtf8 } from '../../bytes/utf8.ts';
import { markup } from './markup.ts';

const mark = { id: new Uint8Array(8).fill(7), key: new Uint8Array(32).fill(5) };
const Bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const page = (count: number) =>
  `<!doctype html><title>A</title><ul>${Array.from({ length: count }, (_, at) => `<li class="row r${at}" id="n${at}" data-at="${at}">${at} <a href="/p/${at}/" title='Page &amp; ${at}' lang=en>go</a></li>`).join('\n')}</ul>`;
const file = (text: string) => ({ name: 'index.html', bytes: toUtf8(text) });
const embedded = async (text: string, of = mark) => {
  const { bytes } = await markup.embed(file(text), of);
  return fromUtf8(bytes) ?? '';
};
const judged = async (text: string, of = mark) => {
  const seen = await markup.observe(file(text));
  return markup.judge(seen ? [seen] : [], of);
};

/** The tree, with attributes as a set. */
const meaning = (html: string) =>
  JSON.stringify(parse(html), (name, value) => {
    if (name === 'parentNode') return undefined;
    return name === 'attrs'
      ? value.toSorted((a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1))
      : value;
  });

describe('markup', () => {
  test.prop([Bytes(8), Bytes(32)], { numRuns: 20 })(
    'a mark is there in every page it was put in, and the page means what it meant',
    async (id, key) => {
      const marked = await embedded(page(40), { id, key });
      expect(await judged(marked, { id, key })).toMatchObject({ isThere: true, places: 80 });
      expect(meaning(marked)).toBe(meaning(page(40)));
      expect(await embedded(marked, { id, key })).toBe(marked);
    },
  );

  test('neither an unmarked page nor another key’s or id’s mark says anything', async () => {
    const marked = await embedded(page(60));
    expect((await judged(page(60))).isThere).toBe(false);
    const other = { ...mark, key: new Uint8Array(32).fill(6) };
    expect((await judged(marked, other)).isThere).toBe(false);
    expect((await judged(marked, { ...mark, id: new Uint8Array(8) })).isThere).toBe(false);
  });

  test('half of a page still tells, and so does one with other quotes and addresses', async () => {
    const marked = await embedded(page(80));
    expect((await judged(marked.slice(0, marked.length / 2))).isThere).toBe(true);
    const saved = marked.replaceAll("'", '"').replaceAll('href="/p', 'href="https://a.example/p');
    expect((await judged(saved)).isThere).toBe(true);
  });

  test('two small pages tell together what neither tells alone', async () => {
    const halves = [page(20).replaceAll('n', 'm'), page(20)];
    const seen = await Promise.all(
      halves.map(async (half) => markup.observe(file(await embedded(half)))),
    );
    const all = seen.flatMap((each) => each ?? []);
    expect(markup.judge(all, mark).agreeing).toBeGreaterThan(
      markup.judge(all.slice(0, 1), mark).agreeing,
    );
  });

  test('what browsers fetch by keeps its place', async () => {
    const image = '<img loading="lazy" src="a.webp" alt="A" sizes="10vw" srcset="b 2x" class="x">';
    const names = (html: string) =>
      [...html.matchAll(/ (loading|src|sizes|srcset)=/g)].map((match) => match[1]);
    for (let id = 0; id < 8; id++)
      expect(names(await embedded(image, { ...mark, id: new Uint8Array(8).fill(id) }))).toEqual(
        names(image),
      );
  });

  test.prop([fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })])(
    'never throws, and changes no tag that it cannot',
    async (before, after) => {
      const odd = `${before}<p a=1 b='2' c a=3>${after}`;
      expect(meaning(await embedded(odd))).toBe(meaning(odd));
    },
  );
});
