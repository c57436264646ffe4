import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { KnownWork } from './known-work.ts';
import { findNumberingGaps } from './numbering.ts';
import { evidenceOf, knownWork } from './small-evidence.ts';

function found(files: Record<string, string>, ...works: readonly KnownWork[]) {
  return findNumberingGaps(evidenceOf(files, works)).map(({ work, what }) => `${work.id} ${what}`);
}
const pictures = (...names: readonly string[]) => ({
  'work/ports/index.html': names
    .map((name) => `<img src="/_astro/${name}.Ab3dEf12.webp">`)
    .join(''),
});
const withPicture = (name: string) =>
  knownWork('ports', { state: 'nameless', withheldImages: [`./${name}`] });

describe('a hole among the pictures of a work', () => {
  test('is found between two, and before the first', () => {
    expect(found(pictures('fig-1', 'fig-3'), withPicture('fig-2.png'))).toEqual(['ports pictures']);
    expect(found(pictures('fig-02', 'fig-03'), withPicture('fig-01.png'))).toEqual([
      'ports pictures',
    ]);
  });

  test.each([
    ['at the end', pictures('fig-1', 'fig-2'), 'fig-3.png'],
    ['in another series', pictures('fig-1', 'fig-3'), 'photo-2.png'],
    ['that another size of it fills', pictures('fig-1', 'fig-2', 'fig-3'), 'fig-2.png'],
    ['of years', pictures('map-2019', 'map-2023'), 'map-2021.png'],
    ['without numbers', pictures('crane', 'quay'), 'board.png'],
  ])('is none %s', (_name, files, name) => {
    expect(found(files, withPicture(name))).toEqual([]);
  });

  test('is none if nothing withheld bears the number', () => {
    expect(found(pictures('fig-1', 'fig-3'), withPicture('board.png'))).toEqual([]);
  });
});

describe('a hole among labels', () => {
  const page = (text: string) => ({ 'work/ports/index.html': `<p>${text}</p>` });
  const withText = (text: string) =>
    knownWork('ports', { state: 'nameless', withheldText: [text] });

  test.each([
    ['Figure 1 shows it, Figure 3 more.', 'See figure 2.'],
    ['Рис. 1 и рис. 3', 'На рисунке рис. 2 видно'],
    ['図1と図3を見ると', '図2のとおり'],
  ])('is found: %s', (shown, withheld) => {
    expect(found(page(shown), withText(withheld))).toEqual(['ports labels']);
  });

  test.each([
    ['in 2019 and in 2023', 'in 2021'],
    ['Figure 1, figure 2, figure 3', 'as in figure 2'],
    ['Table 1 and table 3', 'figure 2'],
  ])('is none: %s', (shown, withheld) => {
    expect(found(page(shown), withText(withheld))).toEqual([]);
  });
});

describe('a hole among addresses', () => {
  const sealed = (slug: string) => knownWork(slug, { id: 'sealed-1', state: 'sealed' });
  const index = { 'index.html': '<p>x</p>' };

  test('is found, whatever the names behind the numbers', () => {
    expect(
      found(
        index,
        knownWork('client-06-ports'),
        knownWork('client-08-rail'),
        sealed('client-07-x'),
      ),
    ).toEqual(['sealed-1 addresses']);
  });

  test('is none after the last, nor between years', () => {
    expect(found(index, knownWork('case-1'), knownWork('case-2'), sealed('case-3'))).toEqual([]);
    expect(found(index, knownWork('2021-ports'), knownWork('2023-rail'), sealed('2022-x'))).toEqual(
      [],
    );
  });
});

test.prop([fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 2 }), fc.nat(29)])(
  'a series without a hole is never one, and a hole inside always is',
  (numbers, at) => {
    const withheld = at + 1;
    const shown = numbers.filter((each) => each !== withheld);
    const isInside =
      shown.some((each) => each > withheld) && (withheld === 1 || shown.some((n) => n < withheld));
    const files = pictures(...shown.map((each) => `fig-${each}`));
    expect(found(files, withPicture(`fig-${withheld}.png`))).toEqual(
      isInside ? ['ports pictures'] : [],
    );
  },
);
