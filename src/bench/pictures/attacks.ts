import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { Pixels } from '../../marks/index.ts';
import { toPixels } from '../../node/pictures/image-pixels.ts';

/** What happens to a picture. `seed` decides what is left to chance, the same at every run. */
type Treat = (image: Sharp, size: Size) => Promise<Pixels>;

interface Size {
  readonly width: number;
  readonly height: number;
  readonly seed: string;
}

/** A picture's way through the world. */
export interface Attack {
  readonly name: string;
  run(pixels: Pixels, seed: string): Promise<Pixels>;
}

/** To a file and back. */
const through = async (image: Sharp) => toPixels(sharp(await image.toBuffer()));
const { round } = Math;

const scaled =
  (factor: number): Treat =>
  (image, { width }) =>
    toPixels(image.resize(round(width * factor)));

/** A part of so much of the area, with the same proportions. */
const part = (share: number, image: Sharp, { width, height, seed }: Size): Sharp => {
  const [w, h] = [round(width * Math.sqrt(share)), round(height * Math.sqrt(share))];
  const left = Math.floor(fraction(`${seed} left ${share}`) * (width - w));
  const top = Math.floor(fraction(`${seed} top ${share}`) * (height - h));
  return image.extract({ left, top, width: w, height: h });
};
const cut =
  (share: number): Treat =>
  (image, size) =>
    toPixels(part(share, image, size));

/** @returns a number from 0 on and below 1. */
function fraction(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt32BE() / 2 ** 32;
}

/** Gaussian, the same in each run. */
const noisy =
  (sigma: number): Treat =>
  async (image, { seed }) => {
    const pixels = await toPixels(image);
    let state = Math.floor(fraction(seed) * 2 ** 32) || 1;
    const random = () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return ((state >>> 0) + 0.5) / 2 ** 32;
    };
    const gauss = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    const data = pixels.data.map((value, at) => (at % 4 === 3 ? value : value + sigma * gauss()));
    return { ...pixels, data };
  };

const onBlack = { background: '#000' };

/** Those of the study, with its parameters. */
export const ATTACKS: readonly Attack[] = named({
  'as it is': (image) => toPixels(image),
  'JPEG 90': (image) => through(image.jpeg({ quality: 90 })),
  'JPEG 75': (image) => through(image.jpeg({ quality: 75 })),
  'JPEG 50': (image) => through(image.jpeg({ quality: 50 })),
  'JPEG 30': (image) => through(image.jpeg({ quality: 30 })),
  'WebP 80': (image) => through(image.webp({ quality: 80 })),
  'WebP 50': (image) => through(image.webp({ quality: 50 })),
  'AVIF 50': (image) => through(image.avif({ quality: 50, effort: 3 })),
  'scaled to 75 %': scaled(0.75),
  'scaled to 50 %': scaled(0.5),
  'scaled to 33 %': scaled(0.33),
  'cut to 75 % of its area': cut(0.75),
  'cut to 50 %': cut(0.5),
  'cut to 25 %': cut(0.25),
  'shifted by 2 pixels': (image, { width, height }) =>
    toPixels(image.extract({ left: 2, top: 2, width: width - 2, height: height - 2 })),
  'brighter by 20 %': (image) => toPixels(image.linear(1.2, 0)),
  'darker by 20 %': (image) => toPixels(image.linear(0.8, 0)),
  'contrast up by 20 %': (image) => toPixels(image.linear(1.2, -25.6)),
  'contrast down by 20 %': (image) => toPixels(image.linear(0.8, 25.6)),
  'blurred, 1 pixel': (image) => toPixels(image.blur(1)),
  'noise of 10 levels': noisy(10),
  'turned by 1°': (image) => toPixels(image.rotate(1, onBlack)),
  'scaled to 80 %, JPEG 80': async (image, { width }) =>
    through(image.resize(round(width * 0.8)).jpeg({ quality: 80 })),
  'scaled to 50 %, JPEG 75': async (image, { width }) =>
    through(image.resize(round(width * 0.5)).jpeg({ quality: 75 })),
  '256 colours': (image) => through(image.png({ palette: true, colours: 256 })),
  grey: (image) => through(image.greyscale().png()),
});

/** What the study's prototype could not, or was not asked. */
export const FURTHER: readonly Attack[] = named({
  'turned by 90°': (image) => toPixels(image.rotate(90)),
  mirrored: (image) => toPixels(image.flop()),
  'cut to 50 %, mirrored': async (image, size) => toPixels(part(0.5, image, size).flop()),
  'cut to 50 %, stretched by 5 %': async (image, size) =>
    toPixels(
      sharp(await part(0.5, image, size).png().toBuffer()).resize(
        round(size.width * Math.SQRT1_2),
        round(size.height * Math.SQRT1_2 * 0.95),
        { fit: 'fill' },
      ),
    ),
  'on a page, JPEG 85': onPage,
  'turned by 3°': (image) => toPixels(image.rotate(3, onBlack)),
  'stretched by 5 %': (image, { width, height }) =>
    toPixels(image.resize(width, round(height * 0.95), { fit: 'fill' })),
  'scaled to 150 %': scaled(1.5),
  'cut to 10 %': cut(0.1),
});

/** A screenshot of a page with text, of which the picture is not half. */
async function onPage(image: Sharp, { width, height }: Size): Promise<Pixels> {
  const [w, h] = [width + 420, height + 460];
  const lines = Array.from(
    { length: 9 },
    (_, at) =>
      `<text x="90" y="${at < 5 ? 90 + at * 34 : height + 130 + at * 34}" font-size="20" font-family="serif">${'A line of the article that this picture stands in. '.repeat(4)}</text>`,
  );
  const page = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><rect width="${w}" height="${h}" fill="#fdfdfb"/>${lines.join('')}</svg>`;
  const picture = await image.png().toBuffer();
  return through(
    sharp(Buffer.from(page))
      .composite([{ input: picture, left: 137, top: 271 }])
      .removeAlpha()
      .jpeg({ quality: 85 }),
  );
}

function named(treatments: Readonly<Record<string, Treat>>): readonly Attack[] {
  return Object.entries(treatments).map(([name, treat]) => ({
    name,
    run: ({ data, width, height }, seed) => {
      const image = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
      return treat(image, { width, height, seed: `${seed} ${name}` });
    },
  }));
}
