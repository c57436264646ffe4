import { fc, test } from '@fast-check/vitest';
import type { Root } from 'mdast';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect } from 'vitest';
import { bodyProblems } from './body-problems.ts';
import { paintRegions } from './paint.ts';
import { redactionsIn } from './redacted-image.ts';
import type { Viewpoint } from './viewpoint.ts';
import { picturesIn, withhold } from './withhold.ts';

const TAG =
  '<RedactedImage src="./board.png" alt="A board" regions="8,8,40,20; 64,8,3,3" reason="F" />';

const parse = (text: string): Root => unified().use(remarkParse).use(remarkMdx).parse(text);
const view = (withheld: Viewpoint['withheld']): Viewpoint => ({
  level: 'anonymous',
  withheld,
  day: '2026-11-23',
  client: () => null,
});
const complaints = (text: string) =>
  bodyProblems(parse(text), { file: 'a.mdx', eggs: [], agreements: [], hasClient: true }).map(
    ({ message }) => message,
  );

describe('withheld', () => {
  test('the picture is no longer one of the page, and is still to be painted', () => {
    const tree = parse(TAG);
    const removed = withhold(tree, view(['F']));
    expect(removed).toMatchObject({ images: ['./board.png'], reasons: ['F'] });
    expect(picturesIn(tree, tree)).toEqual([]);
    expect(redactionsIn(tree)).toEqual([
      {
        src: './board.png',
        regions: [
          { x: 8, y: 8, width: 40, height: 20 },
          { x: 64, y: 8, width: 3, height: 3 },
        ],
      },
    ]);
  });

  test('one in a withheld passage is not there at all', () => {
    const tree = parse(`<Withheld reason="S">\n\n${TAG}\n\n</Withheld>`);
    expect(withhold(tree, view(['S'])).images).toEqual(['./board.png']);
    expect(JSON.stringify(tree)).not.toContain('board');
  });
});

test('what may be shown is the plain picture', () => {
  const tree = parse(TAG);
  expect(withhold(tree, view(['N'])).images).toEqual([]);
  expect(picturesIn(tree, tree)).toEqual([{ url: './board.png', alt: 'A board' }]);
  expect(redactionsIn(tree)).toEqual([]);
});

describe('refused', () => {
  test.each([
    ['no regions', TAG.replace(/ regions="[^"]*"/, ''), '`regions`'],
    ['an empty region', TAG.replace('40,20', '0,20'), '`regions`'],
    ['percentages', TAG.replace('8,8,40,20', '8%,8%,40%,20%'), '`regions`'],
    ['no text for those who cannot see it', TAG.replace('A board', ' '), '`alt`'],
    ['a picture from elsewhere', TAG.replace('./board', 'https://a.example/board'), '`src`'],
    ['no reason', TAG.replace(' reason="F"', ''), '`reason`'],
    ['a field nobody knows', TAG.replace(' reason', ' blur="4" reason'), 'blur'],
    ['one within a line', `See ${TAG} here.`, 'on a line of its own'],
    ['the same picture bare', `${TAG}\n\n![A board](./board.png)`, 'as it is'],
  ])('%s', (_what, text, expected) => {
    expect(complaints(text).join()).toContain(expected);
  });

  test('and nothing of what is right', () => {
    expect(complaints(TAG)).toEqual([]);
  });
});

describe('paint', () => {
  const raster = fc
    .record({ width: fc.integer({ min: 1, max: 80 }), height: fc.integer({ min: 1, max: 80 }) })
    .chain(({ width, height }) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        data: fc
          .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
          .map((bytes) => new Uint8ClampedArray(bytes)),
      }),
    );
  const region = fc.record({
    x: fc.nat(90),
    y: fc.nat(90),
    width: fc.integer({ min: 1, max: 60 }),
    height: fc.integer({ min: 1, max: 60 }),
  });

  test.prop([raster, fc.array(region, { maxLength: 4 }), fc.nat()])(
    'what is in a region has no part in the result, and the rest stays',
    (picture, regions, noise) => {
      const isIn = (x: number, y: number) =>
        regions.some((r) => x >= r.x && y >= r.y && x < r.x + r.width && y < r.y + r.height);
      const other = picture.data.slice();
      for (let index = 0; index < other.length; index++) {
        const [x, y] = [(index >> 2) % picture.width, Math.floor((index >> 2) / picture.width)];
        if (isIn(x, y)) other[index] = (other[index] ?? 0) ^ (noise & 0xff);
      }
      const painted = paintRegions(picture, regions);
      expect(paintRegions({ ...picture, data: other }, regions)).toEqual(painted);
      const colours = new Set<string>();
      for (let index = 0; index < other.length; index += 4) {
        const [x, y] = [(index >> 2) % picture.width, Math.floor((index >> 2) / picture.width)];
        if (isIn(x, y)) colours.add(painted.data.slice(index, index + 4).join());
      }
      expect(['', '22,21,15,255', '217,212,197,255']).toContain([...colours].join(' '));
      if (regions.length === 0) expect(painted.data).toEqual(picture.data);
    },
  );

  test.each([
    ['ink', 'light', 255, 22],
    ['tape', 'dark', 20, 217],
  ])('%s covers a part of a %s picture', (_colour, _kind, ground, expected) => {
    const data = new Uint8ClampedArray(32 * 32 * 4).fill(ground);
    const picture = { width: 32, height: 32, data };
    const { data: painted } = paintRegions(picture, [{ x: 0, y: 0, width: 16, height: 16 }]);
    expect([painted[0], painted.at(-4)]).toEqual([expected, ground]);
  });

  test('a region takes the blocks it touches, and no more', () => {
    const white = { width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4).fill(255) };
    const { data } = paintRegions(white, [{ x: 17, y: 17, width: 10, height: 10 }]);
    const inked = (x: number, y: number) => data[(y * 64 + x) * 4] === 22;
    expect([inked(16, 16), inked(31, 31), inked(15, 16), inked(32, 31)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
