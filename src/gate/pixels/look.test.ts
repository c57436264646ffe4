import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { OverlayOptions, Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Layer } from '../decoder.ts';
import type { Gray, Rgba } from './gray.ts';
import { findHidden, lookAt } from './look.ts';
import { trimLogo } from './logo.ts';
import type { Logo } from './logo.ts';

const CONTENT = fileURLToPath(new URL('../../../content/', import.meta.url));
const SAMPLES = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:webp|png|jpe?g)$/.test(name))
  .map((name) => join(CONTENT, name));

/** Two strokes, a ring and a bar: as much as a logo has. */
const MARK = `<path d="M20 20h30l40 70-40 70H20l40-70z" fill="#c33"/><circle cx="130" cy="90" r="55"
  fill="none" stroke="#236" stroke-width="22"/><rect x="118" y="20" width="24" height="60" fill="#c33"/>`;
const svg = (body: string, width = 200, height = 180) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body}</svg>`,
  );

async function rgbaOf(image: Sharp): Promise<Rgba> {
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

async function grayOf(image: Sharp): Promise<Gray> {
  const { data, info } = await image
    .flatten({ background: '#fff' })
    .grayscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

async function logoOf(body: string): Promise<Logo> {
  const gray = trimLogo(await grayOf(sharp(svg(body))));
  if (!gray) throw new Error('expected a logo');
  return { term: 'agr-1/logo', gray };
}

/** A screenshot: a photograph beside a panel. */
const onSample = async (layers: OverlayOptions[], sample = 0) =>
  rgbaOf(
    sharp(
      await sharp(SAMPLES[sample])
        .resize(900, 600, { fit: 'cover' })
        .composite(layers)
        .png()
        .toBuffer(),
    ),
  );

const rulesOf = (layers: readonly Layer[]) =>
  layers.flatMap((layer) => (layer.kind === 'sight' ? [layer.rule] : []));
const rulesIn = async (picture: Rgba, logos: readonly Logo[] = []) =>
  rulesOf(lookAt(picture, logos).layers);

describe('pictures of the sample are innocent', () => {
  test.each(SAMPLES.map((path) => [path.slice(CONTENT.length), path]))(
    '%s',
    async (_name, path) => {
      const picture = sharp(path).resize(700, 700, { fit: 'inside' });
      expect(await rulesIn(await rgbaOf(picture), [await logoOf(MARK)])).toEqual([]);
    },
  );
});

describe('a logo is found', () => {
  const drawn = (size: number) =>
    sharp(svg(MARK)).resize(size).flatten({ background: '#fff' }).png().toBuffer();
  test.each([24, 40, 96, 300, 560])('at %i pixels', async (size) => {
    const picture = await onSample([{ input: await drawn(size), left: 31, top: 17 }]);
    expect(await rulesIn(picture, [await logoOf(MARK)])).toEqual(['client-logo']);
  });

  test.each([
    ['black on white', MARK.replace(/#c33|#236/g, '#000'), '#fff'],
    ['white on black', MARK.replace(/#c33|#236/g, '#fff'), '#000'],
    ['pale on paper', MARK.replace(/#c33|#236/g, '#cfcabd'), '#f5f3ec'],
  ])('in one colour, %s', async (_name, body, ground) => {
    const panel = svg(
      `<rect width="300" height="300" fill="${ground}"/><g transform="translate(50 60)">${body}</g>`,
      300,
      300,
    );
    const picture = await onSample([{ input: panel, left: 300, top: 200 }]);
    expect(await rulesIn(picture, [await logoOf(MARK)])).toEqual(['client-logo']);
  });

  test('recompressed hard', async () => {
    const { data, width, height } = await onSample([
      { input: await drawn(80), left: 500, top: 400 },
    ]);
    const jpeg = await sharp(data, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .jpeg({ quality: 40 })
      .toBuffer();
    expect(await rulesIn(await rgbaOf(sharp(jpeg)), [await logoOf(MARK)])).toEqual(['client-logo']);
  });

  test('and not where another one stands', async () => {
    const other = svg(
      '<circle cx="100" cy="90" r="80" fill="#c33"/><rect x="60" y="80" width="80" height="20" fill="#fff"/>',
    );
    const picture = await onSample([{ input: other, left: 300, top: 200 }]);
    expect(await rulesIn(picture, [await logoOf(MARK)])).toEqual([]);
  });

  test('a plain area is no logo', async () => {
    expect(trimLogo(await grayOf(sharp(svg(''))))).toBeNull();
  });
});

/** Strokes like those of letters, without a font that a machine may lack. */
const WRITING = `<rect width="240" height="240" fill="#fff"/>${Array.from(
  { length: 90 },
  (_, index) => {
    const [x, y] = [(index * 47) % 230, Math.floor(index / 9) * 24 + 4];
    return `<path d="M${x} ${y}v${12 + (index % 5)}m3-9q${6 + (index % 4)} 2 2 9" stroke="#222" stroke-width="3" fill="none"/>`;
  },
).join('')}`;

describe('what was pixelated', () => {
  const mosaic = async (block: number) => {
    const part = await sharp(svg(WRITING, 240, 240)).toBuffer();
    const small = await sharp(part)
      .resize(Math.round(240 / block), Math.round(240 / block))
      .toBuffer();
    return sharp(small)
      .resize(Math.round(240 / block) * block, undefined, { kernel: 'nearest' })
      .png()
      .toBuffer();
  };
  test.each([5, 8, 12, 16, 20])('in blocks of %i is found', async (block) => {
    const picture = await onSample([{ input: await mosaic(block), left: 203, top: 141 }], 1);
    expect(await rulesIn(picture)).toEqual(['recoverable-blur']);
  });

  test('is found after JPEG', async () => {
    const { data, width, height } = await onSample(
      [{ input: await mosaic(12), left: 203, top: 141 }],
      1,
    );
    const jpeg = await sharp(data, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .jpeg({ quality: 85 })
      .toBuffer();
    expect(await rulesIn(await rgbaOf(sharp(jpeg)))).toEqual(['recoverable-blur']);
  });

  test('a table, a chess board and a QR code were not', async () => {
    const cells = Array.from({ length: 30 }, (_, y) =>
      Array.from({ length: 30 }, (_, x) =>
        (x * 7 + y * 3 + x * y) % 5 < 2
          ? `<rect x="${x * 10}" y="${y * 10}" width="10" height="10"/>`
          : '',
      ).join(''),
    ).join('');
    const table = Array.from(
      { length: 20 },
      (_, y) => `<path d="M0 ${y * 15}h300M${y * 15} 0v300" stroke="#888"/>`,
    ).join('');
    for (const body of [cells, table])
      expect(
        await rulesIn(
          await rgbaOf(sharp(svg(`<rect width="300" height="300" fill="#fff"/>${body}`, 300, 300))),
        ),
      ).toEqual([]);
  });
});

describe('what was blurred', () => {
  const onPage = async (part: Sharp, quality: number) => {
    const page = svg(`<rect width="600" height="400" fill="#fff"/>${WRITING}`, 600, 400);
    const input = await part.png().toBuffer();
    const picture = await sharp(page)
      .composite([{ input, left: 280, top: 100 }])
      .webp({ quality })
      .toBuffer();
    return rulesIn(await rgbaOf(sharp(picture)));
  };

  test.each([3, 4, 6])('by %i pixels is found', async (sigma) => {
    const part = sharp(
      await sharp(svg(WRITING, 240, 240))
        .blur(sigma)
        .png()
        .toBuffer(),
    );
    expect(await onPage(part, 80)).toEqual(['recoverable-blur']);
  });

  test.each([100, 80, 60])('paper with grain was not: WebP of %i', async (quality) => {
    const noise = { type: 'gaussian', mean: 236, sigma: 5 } as const;
    const size = { width: 240, height: 240, channels: 3, background: '#eee' } as const;
    expect(await onPage(sharp({ create: { ...size, noise } }), quality)).toEqual([]);
  });
});

describe('behind the end of a file', () => {
  const picture = { width: 2, height: 2, data: new Uint8Array(16).fill(255) };
  const rulesBehind = (bytes: Uint8Array) =>
    rulesOf(findHidden(picture, { bytes: new Uint8Array(bytes), preview: null }));
  const noise = () =>
    sharp({
      create: {
        width: 120,
        height: 90,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 50 },
      },
    });
  test.each(['png', 'jpeg'] as const)('the rest of an older %s is found', async (format) => {
    const old = await noise().toFormat(format).toBuffer();
    const cut = await sharp(old)
      .extract({ left: 0, top: 0, width: 30, height: 20 })
      .toFormat(format)
      .toBuffer();
    expect(rulesBehind(cut)).toEqual([]);
    const written = Buffer.concat([cut, old.subarray(cut.length)]);
    expect(rulesBehind(written)).toEqual(['hidden-original']);
    expect(rulesBehind(Buffer.concat([cut, Buffer.from('\n')]))).toEqual([]);
  });
});

describe('a preview in the metadata', () => {
  const seen = async (preview: Sharp, picture: Sharp) => {
    const facts = { bytes: new Uint8Array(), preview: await grayOf(preview) };
    return rulesOf(findHidden(await rgbaOf(picture), facts));
  };
  const whole = () => sharp(SAMPLES[1]).resize(800, 600, { fit: 'cover' });
  const small = async () => sharp(await whole().png().toBuffer()).resize(160, 120);
  const cut = async (width: number) =>
    sharp(await whole().png().toBuffer()).extract({
      left: 0,
      top: 0,
      width,
      height: Math.round(width * 0.75),
    });

  test('that shows more than the picture is found', async () => {
    expect(await seen(await small(), await cut(600))).toEqual(['hidden-original']);
    expect(
      await seen(
        await small(),
        sharp(await whole().png().toBuffer()).extract({ left: 0, top: 0, width: 400, height: 600 }),
      ),
    ).toEqual(['hidden-original']);
  });

  test('of the same picture is innocent, with black bars as well', async () => {
    expect(await seen(await small(), whole())).toEqual([]);
    const barred = sharp(
      await (await small()).extend({ top: 20, bottom: 20, background: '#000' }).png().toBuffer(),
    );
    expect(await seen(barred, whole())).toEqual([]);
  });
});
