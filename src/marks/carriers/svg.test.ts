import { readFile, readdir } from 'node:fs/promises';
import { fc, test } from '@fast-check/vitest';
import sharp from 'sharp';
import { describe, expect } from 'vitest';
import { fromHex } from '../../bytes/hex.ts';
import { fromUtf8, toUtf8 } from '../../bytes/utf8.ts';
import { svg } from './svg.ts';
import vectors from './vectors/svg.json' with { type: 'json' };

const mark = { id: new Uint8Array(8).fill(7), key: new Uint8Array(32).fill(5) };
const Bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const file = (text: string) => ({ name: 'drawing.svg', bytes: toUtf8(text) });
const embedded = async (text: string, of = mark) =>
  fromUtf8((await svg.embed(file(text), of)).bytes) ?? '';
const judged = async (text: string, of = mark) => {
  const seen = await svg.observe(file(text));
  return svg.judge(seen ? [seen] : [], of);
};
/** As it is seen 400 pixels wide, whatever size it names: logos name very large ones. */
const pixels = (text: string) =>
  sharp(toUtf8(text.replace(/<svg\b[^>]*>/, sized)))
    .ensureAlpha()
    .raw()
    .toBuffer();
const sized = (tag: string) =>
  tag.replace(/\s(?:width|height)="[^"]*"/g, '').replace('<svg', '<svg width="400" height="400"');

/** A curve through many points, and shapes with attributes. */
const drawing = (count: number) =>
  `<?xml version="1.0"?>\n<!-- a > b --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${count} 60">
<style><![CDATA[ circle > a { fill: red } ]]></style>
<path fill="none" stroke='#206' stroke-width="1.5" d="M0,30${Array.from(
    { length: count },
    (_, at) => ` L${at + 0.25} ${30 + ((at * 37) % 23)}.50`,
  ).join('')}"/>
${Array.from(
  { length: count },
  (_, at) =>
    `<circle id="c${at}" cx="${at}" cy="20" r=".4" fill="#0${at % 10}8" opacity='0.5'\n  stroke="none"/>`,
).join('\n')}
<path d="M1 2a1 1 0 0 1 1,1zM5e-1,.5 -1-2 3,4" transform="rotate(10, 20 30)"/></svg>`;

const ASSETS = new URL(
  '../../../node_modules/playwright-core/lib/vite/dashboard/assets/',
  import.meta.url,
);
/** Logos that their makers drew with a program. */
const logos = (await readdir(ASSETS)).filter((name) => name.endsWith('.svg'));

describe('svg', () => {
  test.prop([Bytes(8), Bytes(32)], { numRuns: 20 })(
    'a mark is there in every drawing it was put in, to the pixel the same',
    async (id, key) => {
      const marked = await embedded(drawing(40), { id, key });
      expect((await judged(marked, { id, key })).isThere).toBe(true);
      expect((await pixels(marked)).equals(await pixels(drawing(40)))).toBe(true);
      expect(await embedded(marked, { id, key })).toBe(marked);
    },
  );

  test.each(logos)('%s looks the same, and is told again', async (name) => {
    const text = await readFile(new URL(name, ASSETS), 'utf8');
    const marked = await embedded(text);
    expect(marked).not.toBe(text);
    expect((await pixels(marked)).equals(await pixels(text))).toBe(true);
    expect(await svg.keeps(file(text), file(marked))).toBe(true);
    const { places, agreeing } = await judged(marked);
    expect(agreeing).toBe(places);
  });

  test('what is no separator or stands in a comment stays', async () => {
    const text =
      '<svg xmlns="http://www.w3.org/2000/svg"><!-- <path b="1" a="2" d="M1,2 3,4"/> --><path d="M10-20,  30-40\n5"/></svg>';
    for (let id = 0; id < 16; id++) {
      const marked = await embedded(text, { ...mark, id: new Uint8Array(8).fill(id) });
      expect(marked).toBe(text);
    }
  });

  test('neither an unmarked drawing nor another key’s or id’s mark says anything', async () => {
    const marked = await embedded(drawing(60));
    expect((await judged(drawing(60))).isThere).toBe(false);
    expect((await judged(marked, { ...mark, key: new Uint8Array(32).fill(6) })).isThere).toBe(
      false,
    );
    expect((await judged(marked, { ...mark, id: new Uint8Array(8) })).isThere).toBe(false);
  });

  test('a part of it still tells; so do the attributes when the paths are written anew', async () => {
    const marked = await embedded(drawing(80));
    const half = marked.replace(/<circle id="c[4-7]\d"[^>]*>/g, '');
    expect((await judged(half)).isThere).toBe(true);
    expect((await judged(marked.replace(/ d="[^"]*"/g, ' d="M0 0"'))).isThere).toBe(true);
    const sorted = marked.replace(/<circle ([^>]*)\/>/g, (_, all: string) => {
      const parts = all.match(/\S+=(?:"[^"]*"|'[^']*')/g) ?? [];
      return `<circle ${parts.toSorted().join(' ')}/>`;
    });
    expect((await judged(sorted)).isThere).toBe(true);
  });

  test('two small drawings tell together more than one', async () => {
    const all = await Promise.all(
      [drawing(8), drawing(9)].map(async (each) => svg.observe(file(await embedded(each)))),
    );
    const seen = all.flatMap((each) => each ?? []);
    expect(svg.judge(seen, mark).agreeing).toBeGreaterThan(
      svg.judge(seen.slice(0, 1), mark).agreeing,
    );
  });

  test('what is not well-formed is refused, and says nothing', async () => {
    for (const text of ['<svg', '<svg><g></svg>', '<svg a="1" a="2"/>', '<svg>&own;</svg>', '']) {
      await expect(svg.embed(file(text), mark)).rejects.toMatchObject({ code: 'FILE_MALFORMED' });
      expect(await svg.observe(file(text))).toBeNull();
    }
  });

  test.prop([fc.string({ unit: 'binary' })])(
    'never throws on what strangers wrote',
    async (text) => {
      await svg.observe(file(text));
      await svg.observe({ name: 'a.svg', bytes: toUtf8(`<svg>${text}</svg>`).slice(1) });
    },
  );

  test.each(vectors)('published vector: $name', async ({ before, after, idHex, keyHex }) => {
    const [id, key] = [fromHex(idHex), fromHex(keyHex)];
    if (!id || !key) throw new Error('a vector has an id and a key');
    expect(await embedded(before, { id, key })).toBe(after);
  });
});
