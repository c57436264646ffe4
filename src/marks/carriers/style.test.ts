import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { fromHex } from '../../bytes/hex.ts';
import { fromUtf8, toUtf8 } from '../../bytes/utf8.ts';
import { familyOf } from './style-blocks.ts';
import { style } from './style.ts';
import vectors from './vectors/style.json' with { type: 'json' };

// That the cascade stays what it was is tried in a real browser: `e2e/style.test.ts`.

const mark = { id: new Uint8Array(8).fill(7), key: new Uint8Array(32).fill(5) };
const Bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const file = (text: string) => ({ name: 'page.css', bytes: toUtf8(text) });
const embedded = async (text: string, of = mark) =>
  fromUtf8((await style.embed(file(text), of)).bytes) ?? '';
const judged = async (text: string, of = mark) => {
  const seen = await style.observe(file(text));
  return style.judge(seen ? [seen] : [], of);
};
const bootstrap = await readFile(
  createRequire(import.meta.url).resolve('bootstrap/dist/css/bootstrap.min.css'),
  'utf8',
);
const sheet = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `.a${at}, .b${at} > p { color: #12${at % 10}45${at % 7}; /* kept */ display: block;
  padding: ${at}px; z-index: ${at}; }`,
  ).join('\n');

describe('style', () => {
  test.prop([Bytes(8), Bytes(32)], { numRuns: 20 })(
    'a mark is there in every sheet it was put in; marking again changes nothing',
    async (id, key) => {
      const marked = await embedded(sheet(40), { id, key });
      expect((await judged(marked, { id, key })).isThere).toBe(true);
      expect(await style.keeps(file(sheet(40)), file(marked))).toBe(true);
      expect(await embedded(marked, { id, key })).toBe(marked);
    },
  );

  test('neither an unmarked sheet nor another key’s or id’s mark says anything', async () => {
    const marked = await embedded(bootstrap);
    expect((await judged(bootstrap)).isThere).toBe(false);
    expect((await judged(marked, { ...mark, key: new Uint8Array(32).fill(6) })).isThere).toBe(
      false,
    );
    expect((await judged(marked, { ...mark, id: new Uint8Array(8) })).isThere).toBe(false);
  });

  test('a tenth of a sheet still tells', async () => {
    const marked = await embedded(bootstrap);
    const part = marked.slice(0, marked.lastIndexOf('}', marked.length / 10) + 1);
    expect((await judged(part)).isThere).toBe(true);
  });

  test.each(['#c00', '#CC0022', '#08cf', '#48A', '#aC2210Fa'])(
    'a sheet with %s is kept under every mark',
    async (color) => {
      const sheet = (of: string) => file(`a{color:${of};background:#eee;--x:${of}}`);
      for (let id = 0; id < 20; id++) {
        const { bytes } = await style.embed(sheet(color), {
          ...mark,
          id: new Uint8Array(8).fill(id),
        });
        expect(await style.keeps(sheet(color), { name: 'a.css', bytes })).toBe(true);
        expect(await style.keeps(sheet('#102030'), { name: 'a.css', bytes })).toBe(false);
      }
    },
  );

  test('colours alone tell when all else was sorted', async () => {
    const marked = await embedded(bootstrap);
    const colors = [...marked.matchAll(/#[\da-f]{6}\b/g)].map(([color]) => color);
    const rest = colors.map((color, at) => `.c${at}{color:${color}}`).join('');
    expect((await judged(rest)).isThere).toBe(true);
    const many = `${rest}${sheet(200)}`;
    expect((await judged(many)).isThere).toBe(true);
  });

  test.each([
    ['one property twice', 'a{color:red;color:blue;color:green}'],
    ['a shorthand and its part', 'a{margin:1px;margin-left:2px;margin-inline:3px}'],
    ['a prefixed writing', 'a{-webkit-transform:none;transform:none}'],
    ['everything at once', 'a{all:unset;color:red;display:block;z-index:1}'],
    ['a hack for old browsers', 'a{*zoom:1;color:red;display:block;z-index:1}'],
    ['a rule within the rule', 'a{color:red;display:block;&>b{z-index:1}z-index:2}'],
    ['greys', 'a{color:#808080}b{color:#fff}c{color:#000}d{color:#767776}'],
    ['what only looks like a colour', 'a{background:url(#abc123)}#abc123{top:0}'],
  ])('leaves alone: %s', async (_, text) => {
    for (let id = 0; id < 16; id++)
      expect(await embedded(text, { ...mark, id: new Uint8Array(8).fill(id) })).toBe(text);
  });

  test.each(['#1a2b3c', '#f0a', '#e30613', '#12345678', '#fa08'])(
    '%s moves by at most one level, and its opacity stays',
    async (color) => {
      const levels = (text: string) => {
        const hex = /#([\da-f]+)/.exec(text)?.[1] ?? '';
        const long = hex.length < 6 ? hex.replace(/./g, '$&$&') : hex;
        return (long.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
      };
      const before = levels(color);
      for (let id = 0; id < 16; id++) {
        const of = { ...mark, id: new Uint8Array(8).fill(id) };
        const after = levels(await embedded(`a{--x: ${color} }`, of));
        expect(after).toHaveLength(before.length);
        const moved = after.map((level, at) => Math.abs(level - (before[at] ?? 0)));
        expect(Math.max(...moved.slice(0, 3))).toBeLessThanOrEqual(1);
        expect(moved[3] ?? 0).toBe(0);
      }
    },
  );

  test('properties of one family set or stand for the same', () => {
    const kin = [
      ['left', 'inset-inline-start'],
      ['width', 'inline-size'],
      ['min-height', 'min-block-size'],
      ['line-height', 'font'],
      ['grid-gap', 'row-gap'],
      ['page-break-before', 'break-before'],
      ['word-wrap', 'overflow-wrap'],
      ['white-space', 'text-wrap'],
      ['-webkit-mask', 'mask-border'],
    ] as const;
    for (const [one, other] of kin) expect(familyOf(one)).toBe(familyOf(other));
    expect(familyOf('--Left')).not.toBe(familyOf('--left'));
  });

  test('what cannot be parsed is refused, and says nothing', async () => {
    for (const text of ['a{color:red', 'a{color}', '}', 'a{b', '@media{']) {
      const seen = await style.observe(file(text));
      if (seen !== null) expect(await embedded(text)).toBe(text);
    }
    await expect(style.embed(file('a{color red}'), mark)).rejects.toMatchObject({
      code: 'FILE_MALFORMED',
    });
  });

  test.prop([fc.string({ unit: 'binary' })])(
    'never throws on what strangers wrote',
    async (text) => {
      await style.observe(file(text));
      await style.observe(file(`a{color:${text}}`));
    },
  );

  test.each(vectors)('published vector: $name', async ({ before, after, idHex, keyHex }) => {
    const [id, key] = [fromHex(idHex), fromHex(keyHex)];
    if (!id || !key) throw new Error('a vector has an id and a key');
    expect(await embedded(before, { id, key })).toBe(after);
  });
});
