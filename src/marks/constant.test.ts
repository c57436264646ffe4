import { fc, test } from '@fast-check/vitest';
import { transformSync } from 'esbuild';
import { format } from 'prettier';
import { describe, expect } from 'vitest';
import { deriveConstant, findConstants, judgeConstants } from './constant.ts';
import type { Constant, ConstantKind, ConstantOptions } from './constant.ts';

const mark = { key: new Uint8Array(32).fill(5), id: new Uint8Array(8).fill(7) };
const other = { ...mark, key: new Uint8Array(32).fill(6) };
const Bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const Mark = fc.record({ key: Bytes(32), id: Bytes(8) });
const Channels = fc.tuple(...[0, 1, 2].map(() => fc.nat(255)));
const toColor = (channels: readonly number[]) =>
  `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
const numbersIn = (text: string) => (text.match(/[\d.]+/g) ?? []).map(Number);
const isIn = (text: string, constant: Constant) => findConstants(text, [constant])[0]?.isFound;

interface Vector {
  readonly kind: ConstantKind;
  readonly options: ConstantOptions[ConstantKind];
  readonly text: string;
  readonly withoutId: string;
}

// Made by this implementation on 2026-11-24; they may never change, or what stands in code is lost.
const vectors: readonly Vector[] = [
  {
    kind: 'uuid',
    options: {},
    text: 'caee69ad-087c-8bcf-a4eb-911534e0c1c6',
    withoutId: '3926d457-6483-8ac1-a165-dd5f5188039d',
  },
  {
    kind: 'uuid',
    options: { label: 'namespace' },
    text: 'c191fc21-bd2c-857d-8af2-775f499dd181',
    withoutId: 'fbbad131-953c-882e-bfe7-aea8efb68169',
  },
  { kind: 'color', options: {}, text: '#5631bf', withoutId: '#ea15c2' },
  { kind: 'color', options: { near: '#1e90ff' }, text: '#218df9', withoutId: '#2093f9' },
  { kind: 'color', options: { near: '#0000ff' }, text: '#0606f9', withoutId: '#0303fc' },
  {
    kind: 'bezier',
    options: {},
    text: 'cubic-bezier(0.331, 0.063, 0.584, 0.865)',
    withoutId: 'cubic-bezier(0.364, 0.19, 0.331, 0.887)',
  },
  { kind: 'integer', options: { min: 1024, max: 65535 }, text: '33246', withoutId: '54515' },
  {
    kind: 'integer',
    options: { min: -5, max: Number.MAX_SAFE_INTEGER - 6 },
    text: '3198358225822680',
    withoutId: '8023471378654170',
  },
];

describe('deriving', () => {
  test.each(vectors)('published vector: $kind $text', ({ kind, options, text, withoutId }) => {
    expect(deriveConstant(mark, kind, options).text).toBe(text);
    expect(deriveConstant({ key: mark.key }, kind, options).text).toBe(withoutId);
  });

  test.prop([Mark, fc.string()])('a UUID is of version 8', (of, label) => {
    const { text, bits } = deriveConstant(of, 'uuid', { label: label.toWellFormed() });
    expect(text).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(bits).toBe(122);
  });

  test.prop([Mark, Channels])('a colour is one, and no channel far from the wished', (of, near) => {
    expect(deriveConstant(of, 'color', {})).toMatchObject({ bits: 24 });
    const { text, bits } = deriveConstant(of, 'color', { near: toColor(near) });
    expect(text).toMatch(/^#[\da-f]{6}$/);
    near.forEach((channel, at) => {
      const picked = parseInt(text.slice(1 + at * 2, 3 + at * 2), 16);
      expect(Math.abs(picked - channel)).toBeLessThanOrEqual(6);
    });
    const isInside = near.every((channel) => channel >= 6 && channel <= 249);
    expect(isInside ? bits === Math.log2(13 ** 3) : bits < Math.log2(13 ** 3)).toBe(true);
  });

  test.prop([Mark])('an easing never goes back, is soft at both ends, and is valid CSS', (of) => {
    const { text, bits } = deriveConstant(of, 'bezier', {});
    const [x1 = -1, y1 = -1, x2 = -1, y2 = -1] = numbersIn(text);
    expect(text).toMatch(/^cubic-bezier\((?:(?:0|1|0\.\d{1,3})(?:, |\)$)){4}/);
    for (let t = 0; t <= 1; t += 1 / 64)
      for (const [first, second] of [[x1, x2] as const, [y1, y2] as const]) {
        const ends = (1 - t) ** 2 * first + t ** 2 * (1 - second);
        expect(ends + 2 * t * (1 - t) * (second - first)).toBeGreaterThanOrEqual(-1e-12);
      }
    expect([y1 <= x1, 1 - y2 <= 1 - x2]).toEqual([true, true]);
    expect(bits).toBe(Math.log2(301 * 201 * 401 * 201));
  });

  const Range = fc
    .tuple(fc.maxSafeInteger(), fc.maxSafeInteger())
    .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)])
    .filter(([min, max]) => Number.isSafeInteger(max - min + 1));
  test.prop([Mark, Range])('an integer keeps to its range', (of, [min, max]) => {
    const { text, bits } = deriveConstant(of, 'integer', { min, max });
    expect(Number(text)).toBeGreaterThanOrEqual(min);
    expect(Number(text)).toBeLessThanOrEqual(max);
    expect(text).toMatch(/^-?\d+$/);
    expect(bits).toBe(Math.log2(max - min + 1));
  });

  test.prop([Mark, fc.string(), fc.string()])('key, id, label and wish each matter', (of, a, b) => {
    fc.pre(a.toWellFormed() !== b.toWellFormed());
    const label = a.toWellFormed();
    const texts = [
      deriveConstant(of, 'uuid', { label }),
      deriveConstant(of, 'uuid', { label: b.toWellFormed() }),
      deriveConstant({ key: of.key }, 'uuid', { label }),
      deriveConstant({ ...of, key: of.key.map((byte) => byte ^ 1) }, 'uuid', { label }),
      deriveConstant({ ...of, id: of.id.map((byte) => byte ^ 1) }, 'uuid', { label }),
    ].map(({ text }) => text);
    expect(new Set(texts).size).toBe(5);
  });

  // Chi-square with 12 degrees of freedom is above 32.9 once in 1,000 runs; these are always the same.
  test('every value is as likely, wherever the range starts', () => {
    const counts = { integer: Array(13).fill(0), red: Array(13).fill(0), blue: Array(13).fill(0) };
    const total = 13 * 300;
    for (let at = 0; at < total; at++) {
      const label = String(at);
      const integer = Number(deriveConstant(mark, 'integer', { label, min: -6, max: 6 }).text);
      const { text } = deriveConstant(mark, 'color', { label, near: '#804020' });
      counts.integer[integer + 6] += 1;
      counts.red[parseInt(text.slice(1, 3), 16) - 0x80 + 6] += 1;
      counts.blue[parseInt(text.slice(5), 16) - 0x20 + 6] += 1;
    }
    for (const each of Object.values(counts)) {
      const square = each.reduce((sum, count) => sum + (count - 300) ** 2 / 300, 0);
      expect(square).toBeLessThan(32.9);
    }
  });

  test('a range that does not divide 2^53 favours none', () => {
    // Without rejection the lower third would come up half of the time.
    const max = 3 * 2 ** 51 - 1;
    const low = Array.from({ length: 3000 }, (_, at) =>
      Number(deriveConstant(mark, 'integer', { label: String(at), min: 0, max }).text),
    ).filter((integer) => integer < 2 ** 51).length;
    expect(low / 3000).toBeCloseTo(1 / 3, 1);
    expect(low / 3000).toBeLessThan(0.4);
  });

  test.each<[ConstantKind, ConstantOptions[ConstantKind]]>([
    ['color', { near: 'red' }],
    ['color', { near: '#AABBCC' }],
    ['integer', { min: 2, max: 1 }],
    ['integer', { min: 0.5, max: 1 }],
    ['integer', { min: 0, max: 2 ** 53 }],
    ['integer', { min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }],
  ])('no %s of %j', (kind, options) => {
    expect(() => deriveConstant(mark, kind, options)).toThrow(RangeError);
  });
});

const constant = (kind: ConstantKind, text: string, bits = 24): Constant => ({ kind, text, bits });
const uuid = constant('uuid', 'caee69ad-087c-8bcf-a4eb-911534e0c1c6', 122);
const color = constant('color', '#aabbcc');
const easing = constant('bezier', 'cubic-bezier(0.25, 0, 0.5, 1)', 32);
const thousand = constant('integer', '1000', 10);

describe('finding', () => {
  test.each([
    [uuid, `id = "${uuid.text}"`],
    [uuid, uuid.text.toUpperCase()],
    [uuid, `{${uuid.text.replaceAll('-', '')}}`],
    [uuid, `urn:uuid:${uuid.text}`],
    [uuid, `user-${uuid.text}.`],
    [color, 'a{color:#AABBCC}'],
    [color, '#abc;'],
    [color, '#abcd'],
    [color, '#aabbcc80'],
    [color, 'rgb(170 187 204)'],
    [color, 'RGB(170,187,204)'],
    [color, 'rgba( 170 , 187 , 204 , .5)'],
    [color, 'rgb(170 187 204 / 50%)'],
    [color, "fill='%23aabbcc'"],
    [color, 'new Color(0xAABBCC)'],
    [color, 'new Color(11189196)'],
    [easing, 'cubic-bezier(.25,0,.5,1)'],
    [easing, 'CUBIC-BEZIER( 0.250 , 0.0 , 5e-1 , 1. )'],
    [easing, 'ease-[cubic-bezier(0.25,_0,_0.5,_1)]'],
    [easing, '{ ease: [0.25, 0, 0.5, 1] }'],
    [easing, '[\n  0.25,\n  0,\n  .5,\n  1,\n]'],
    [thousand, '1000'],
    [thousand, 'x=1e3;'],
    [thousand, '1_000n'],
    [thousand, '0x3E8'],
    [constant('integer', '60000'), '0xe_a60'],
    [thousand, '0b1111101000'],
    [thousand, '0o1750'],
    [thousand, '1000.0'],
    [thousand, 'Use 1000.'],
    [thousand, 'localhost:1000/'],
    [constant('integer', '-5'), 'return -5'],
    [constant('integer', '-5'), '[-5]'],
    [constant('integer', '0'), '-0'],
    [constant('integer', '5'), 'x - 5 + a-5'],
  ])('%o stands in: %s', (wanted, text) => {
    expect(isIn(text, wanted)).toBe(true);
    expect(isIn(`${text} `.repeat(3), wanted)).toBe(true);
  });

  test.each([
    [uuid, `a${uuid.text}`],
    [uuid, `${uuid.text}0`],
    [uuid, `${uuid.text}-0000`],
    [uuid, uuid.text.replaceAll('-', '').repeat(2)],
    [uuid, uuid.text.replace('-', '')],
    [color, '#aabbcc0'],
    [color, '#aabbccx'],
    [color, '#abc-menu'],
    [color, 'x#abc'],
    [color, '&#abc;'],
    [color, 'rgb(170 187 2040)'],
    [color, '0xaabbccd'],
    [easing, 'my-cubic-bezier(.25,0,.5,1)'],
    [easing, 'cubic-bezier(.251,0,.5,1)'],
    [easing, 'cubic-bezier(.25,0,.5)'],
    [easing, '[.25,0,.5,1,0]'],
    [easing, '[[.25,0],[.5,1]]'],
    [thousand, '10001 21000 1000px a1000 1000_ $1000'],
    [thousand, '1000.5 0.1000 1.1000.2 #1000 01000'],
    [thousand, '1e30 1e3x 0x3e80 1e-3'],
    [constant('integer', '-5'), 'a-5 + (b)-5'],
  ])('%o does not stand in: %s', (wanted, text) => {
    expect(isIn(text, wanted)).toBe(false);
  });

  const Wanted = Mark.map((of) => [
    deriveConstant(of, 'uuid', {}),
    deriveConstant(of, 'color', {}),
    deriveConstant(of, 'color', { near: '#1e90ff' }),
    deriveConstant(of, 'bezier', {}),
    deriveConstant(of, 'integer', { min: 1024, max: 65535 }),
  ]);

  test.prop([Wanted, fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })])(
    'all are found between any lines, and nothing makes it throw',
    (wanted, before, after) => {
      const text = [before, ...wanted.map((each) => each.text), after].join('\n');
      expect(judgeConstants([text], wanted)).toMatchObject({ agreeing: 5, places: 5 });
      for (const { chance } of findConstants(before, wanted)) expect(chance).toBeGreaterThan(0);
    },
  );

  test.prop([Wanted], { numRuns: 30 })('formatters and minifiers leave them', async (wanted) => {
    const [id, hex, near, curve, port] = wanted.map(({ text }) => text);
    const css = `a { color: ${hex}; border-color: ${near}; transition: all 1s ${curve} }`;
    const js = `listen(${port}, "${id}", "${hex}", 0x${near?.slice(1)}, [${numbersIn(curve ?? '').join()}])`;
    const minify = (text: string, loader: 'css' | 'js') =>
      transformSync(text, { loader, minify: true }).code;
    for (const text of [await format(css, { parser: 'css' }), minify(css, 'css')])
      expect(judgeConstants([text], wanted)).toMatchObject({ agreeing: 3 });
    for (const text of [await format(js, { parser: 'babel' }), minify(js, 'js')])
      expect(judgeConstants([text], wanted)).toMatchObject({ agreeing: 5, isThere: true });
  });

  test('long texts of nearly constants take no long time', () => {
    for (const part of ['1', '1e1', '1.', '#a', 'rgb(1 ', '[1,', 'a1b2-', '[ _', '1_1', '0x', '-'])
      expect(judgeConstants([part.repeat(100_000)], [uuid, color, easing, thousand])).toMatchObject(
        { agreeing: 0 },
      );
  }, 20_000);
});

describe('judging', () => {
  test('a chance counts every different candidate, and no writing twice', () => {
    const [seen] = findConstants('#aabbcc #AABBCC #abc rgb(1 2 3) #000001', [color]);
    expect(seen).toMatchObject({ isFound: true, chance: 3 * 2 ** -24 });
    expect(findConstants('#000', [color])[0]).toMatchObject({ isFound: false, chance: 1 });
  });

  test('one colour says too little, a UUID enough, and colours add up over files', () => {
    const [first, second] = ['a', 'b'].map((label) => deriveConstant(mark, 'color', { label }));
    expect(first && second).toBeDefined();
    const both = [first!, second!];
    const texts = both.map(({ text }) => `a{color:${text}}`);
    expect(judgeConstants(texts, [first!]).isThere).toBe(false);
    expect(judgeConstants([...texts, uuid.text], [uuid]).isThere).toBe(true);
    const together = { isThere: true, places: 2, agreeing: 2, chance: 2 ** -46 };
    expect(judgeConstants(texts, both)).toEqual(together);
    expect(judgeConstants(texts, [...both, ...both])).toEqual(together);
    expect(judgeConstants([], both)).toMatchObject({ isThere: false, chance: 1, agreeing: 0 });
    expect(judgeConstants(texts, [])).toMatchObject({ isThere: false, chance: 1, places: 0 });
    const others = ['a', 'b'].map((label) => deriveConstant(other, 'color', { label }));
    expect(judgeConstants(texts, others)).toMatchObject({ isThere: false, chance: 1 });
  });

  test('what was looked for and not found weakens what was', () => {
    const missing = ['a', 'b', 'c'].map((label) => deriveConstant(mark, 'uuid', { label }));
    expect(judgeConstants([color.text], [color]).chance).toBe(2 ** -24);
    expect(judgeConstants([color.text], [color, ...missing]).chance).toBe(2 ** -20);
  });

  test('texts made without the key get small chances no more often than these say', () => {
    const labels = ['a', 'b', 'c', 'd'];
    const chances = Array.from({ length: 4000 }, (_, at) => {
      const of = { key: new Uint8Array(32).fill(1), id: Uint8Array.of(at >> 8, at & 255) };
      const wanted = labels.map((label, bits) =>
        deriveConstant(of, 'integer', { label, min: 0, max: 2 ** (bits + 1) - 1 }),
      );
      return judgeConstants(['[0, 1]'], wanted).chance;
    });
    for (const bound of [0.01, 0.05, 0.1, 0.25, 0.5]) {
      const share = chances.filter((chance) => chance <= bound).length / chances.length;
      expect(share).toBeLessThan(bound + 3 * Math.sqrt((bound * (1 - bound)) / chances.length));
    }
    expect(Math.min(...chances)).toBeLessThan(0.1);
  });
});
