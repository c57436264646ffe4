import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { renderSVG } from 'uqr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanFiles } from '../gate/index.ts';
import type { GateTerm } from '../gate/index.ts';
import { decompress } from '../node/scan/decompress.ts';
import drawPages from '../node/scan/pixels/draw-pages.ts';
import { pixelReader } from '../node/scan/pixels/pixel-reader.ts';
import { launchBrowser } from './browser.ts';
import { pictureTaker } from './pictures-of-text.ts';

let browser: Browser;
let pictures: Awaited<ReturnType<typeof pictureTaker>>;
let cacheFolder: string;

beforeAll(async () => {
  browser = await launchBrowser();
  pictures = await pictureTaker(browser);
  cacheFolder = await mkdtemp(join(tmpdir(), 'colophon-ocr-'));
});
afterAll(async () => {
  await browser.close();
  await pictures.close();
  await rm(cacheFolder, { recursive: true });
});

const SIZES = [12, 14, 16, 20, 24, 32] as const;
/** Of the Japanese names the smallest is too small, and that of 16 pixels has a kanji of 24 strokes. */
const READABLE = { en: SIZES, ja: [14, 20, 24, 32], ru: SIZES } as const;

/** A name for each size, and a sentence around it. */
const NAMES = {
  en: {
    names: [
      'Quorvexil Maritime',
      'Brandlewick Foundry',
      'Zephyrbolt Energy',
      'Oxmoor Calloway',
      'Tindrelle Banking',
      'Haverstock Nine',
    ],
    sentence: (name: string) => `The team at ${name} asked for a report by Monday.`,
  },
  ja: {
    names: ['銀嶺海運', '朝霧製作所', '白鷺電力', '東雲銀行', '霞沢造船', '若葉鉄道'],
    sentence: (name: string) => `昨年から${name}の担当者と会議を重ねてきた。`,
  },
  ru: {
    names: ['Кварвексил', 'Брандлевик', 'Зефирболт', 'Оксмурский', 'Тиндрелла', 'Хаверсток'],
    sentence: (name: string) => `Вместе с компанией ${name} мы подготовили отчёт.`,
  },
} as const;

const THEMES = {
  light: 'body { background: #fff; color: #16150f; }',
  dark: 'body { background: #14130f; color: #ece8dc; }',
  'low contrast': 'body { background: #f5f3ec; color: #b4afa2; }',
} as const;

async function scanPictures(files: readonly Uint8Array[], terms: readonly GateTerm[]) {
  const reader = pixelReader(terms, [], { cacheFolder });
  const named = files.map((bytes, index) => ({ path: `${index}.png`, bytes }));
  const ports = { ...decompress, readPixels: reader.read };
  return scanFiles(named, terms, ports).finally(() => reader.close());
}

describe('a name in a screenshot is found at 12 (Japanese: 14) to 32 pixels:', () => {
  const cases = (['en', 'ja', 'ru'] as const).flatMap((language) =>
    (['light', 'dark', 'low contrast'] as const).map((theme) => [language, theme] as const),
  );
  test.each(cases)('%s, %s', async (language, theme) => {
    const { names, sentence } = NAMES[language];
    const lines = names.map(
      (name, index) => `<p style="font-size: ${SIZES[index]}px">${sentence(name)}</p>`,
    );
    const terms = names.map((name, index) => ({
      id: `${SIZES[index]}px`,
      writings: [name],
      kind: 'name' as const,
    }));
    const picture = await pictures.take(lines.join(''), THEMES[theme]);
    const { findings } = await scanPictures([picture], terms);
    const found = findings.filter(({ severity }) => severity === 'error').map(({ term }) => term);
    expect(found).toEqual(expect.arrayContaining(READABLE[language].map((size) => `${size}px`)));
  });
});

test.each([
  ['en', 6],
  ['ja', 8],
  ['ru', 6],
] as const)(
  'a name on a page of a PDF is read: %s, from %i points on',
  async (language, points) => {
    const { names: all, sentence } = NAMES[language];
    // Kanji of twenty strokes and more want larger letters.
    const names = all.filter((name) => !/[嶺鷺]/.test(name));
    const sizes = [points, points + 1, points + 3];
    const lines = sizes.map(
      (size, index) => `<p style="font-size: ${size}pt">${sentence(names[index] ?? '')}</p>`,
    );
    const terms = sizes.map((size, index) => ({
      id: `${size}pt`,
      writings: [names[index] ?? ''],
      kind: 'name' as const,
    }));
    const bytes = await pictures.print(lines.join(''), THEMES.light);
    // As it is seen: its text would tell as well.
    const drawn = await drawPages({ bytes, from: 0 });
    const { findings } = await scanPictures('pages' in drawn ? drawn.pages : [], terms);
    const found = findings.filter(({ severity }) => severity === 'error').map(({ term }) => term);
    expect(found.toSorted()).toEqual(terms.map(({ id }) => id).toSorted());
  },
);

const CLIENT: GateTerm = { id: 'client', writings: ['Quorvexil Maritime'], kind: 'name' };
const TEXT = Array.from(
  { length: 6 },
  () => '<p>Every order is written down before it is sent, and read back by somebody else.</p>',
).join('');

test('a name in columns is found', async () => {
  const term: GateTerm = { id: 'client', writings: ['白鷺電力'], kind: 'name' };
  const columns =
    '<div style="writing-mode: vertical-rl; height: 260px; font-size: 26px; line-height: 1.8">報告書は白鷺電力に送った。翌月から新しい仕組みが動き始めている。</div>';
  const picture = await pictures.take(columns, THEMES.light);
  expect((await scanPictures([picture], [term])).findings).toMatchObject([{ term: 'client' }]);
});

test.each(['vertical-rl', 'sideways-lr'])('a name on its side is found: %s', async (mode) => {
  const chart = `<div style="writing-mode: ${mode}; height: 260px; padding: 12px; border-left: 2px solid">Orders of Quorvexil Maritime</div>`;
  const picture = await pictures.take(chart + TEXT, THEMES.light);
  expect((await scanPictures([picture], [CLIENT])).findings).toMatchObject([{ term: 'client' }]);
});

describe('in a picture with alpha a name is found', () => {
  const withAlpha = async (style: string, change: (pixel: Uint8ClampedArray) => void) => {
    const opaque = await pictures.take('<h1>by Quorvexil Maritime</h1>', style);
    const { data, info } = await sharp(opaque)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixels = new Uint8ClampedArray(data);
    for (let at = 0; at < pixels.length; at += 4) change(pixels.subarray(at, at + 4));
    const raw = { width: info.width, height: info.height, channels: 4 } as const;
    return new Uint8Array(await sharp(pixels, { raw }).png().toBuffer());
  };
  test.each([
    [
      'white on nothing',
      (pixel: Uint8ClampedArray) => pixel.set([255, 255, 255, 255 - (pixel[0] ?? 0)]),
    ],
    ['black on nothing', (pixel: Uint8ClampedArray) => pixel.set([0, 0, 0, 255 - (pixel[0] ?? 0)])],
    ['under alpha 0', (pixel: Uint8ClampedArray) => pixel.set([0], 3)],
  ])('%s', async (_how, change) => {
    const picture = await withAlpha('body { background: #fff; color: #000; }', change);
    expect((await scanPictures([picture], [CLIENT])).findings).toMatchObject([{ term: 'client' }]);
  });
});

test('a QR code is read', async () => {
  const code = renderSVG('https://example.org/quorvexil-maritime/plan', { ecc: 'M' });
  const picture = await pictures.take(
    `<div style="width: 160px">${code}</div>${TEXT}`,
    THEMES.light,
  );
  expect((await scanPictures([picture], [CLIENT])).findings).toMatchObject([
    { term: 'client', path: 'pixels/qrcode' },
  ]);
});

test('text that was blurred is warned of, and sharp text beside it is not', async () => {
  const blurred = (radius: number) =>
    pictures.take(
      `${TEXT}<p style="filter: blur(${radius}px); font-size: 28px">by Quorvexil Maritime, for the whole of the year, and no other</p>`,
      THEMES.light,
    );
  for (const radius of [3, 4])
    expect((await scanPictures([await blurred(radius)], [])).findings).toContainEqual(
      expect.objectContaining({ rule: 'recoverable-blur', severity: 'warning' }),
    );
  expect((await scanPictures([await pictures.take(TEXT, THEMES.light)], [])).findings).toEqual([]);
});

test.each(['light', 'dark', 'low contrast'] as const)(
  'innocent text gives nothing: %s',
  async (theme) => {
    const near =
      '<p>Maritime law, and quarrels over it. <b>Quorum: 2</b></p><p>東京電力、白い鷺。海の運び。</p>';
    const terms = [CLIENT, { id: 'ja', writings: ['白鷺電力'], kind: 'name' as const }];
    const picture = await pictures.take(TEXT + near, THEMES[theme]);
    expect((await scanPictures([picture], terms)).findings).toEqual([]);
  },
);

test('a second look reads nothing again, and what is kept says nothing without the picture', async () => {
  const folder = await mkdtemp(join(cacheFolder, 'second-'));
  const picture = await pictures.take('<h1>by Quorvexil Maritime</h1>', THEMES.light);
  const first = pixelReader([CLIENT], [], { cacheFolder: folder });
  const layers = await first.read(picture);
  await first.close();
  const second = pixelReader([CLIENT], [], { cacheFolder: folder });
  // Its threads are gone: only what was kept can answer.
  await second.close();
  expect(await second.read(picture)).toEqual(layers);
  for (const name of await readdir(folder))
    expect(await readFile(join(folder, name), 'latin1')).not.toMatch(
      /quorvexil|maritime|pixels|eng/i,
    );
});
