import { performance } from 'node:perf_hooks';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { toHex } from '../bytes/hex.ts';
import { embedImage, readImage, readWholeImage } from '../marks/index.ts';
import type { Pixels } from '../marks/index.ts';
import { toPixels } from '../node/image-pixels.ts';
import { PICTURES, WIDTH, idOf, key, openPicture } from './samples/pictures.ts';
import { median } from './table.ts';
import type { Bench, Row } from './table.ts';

/** The first six: figures in the notes are of these. */
const MEASURED = PICTURES.slice(0, 6);

type Journey = (image: Sharp, size: { width: number; height: number }) => Promise<Pixels>;

/** To a file and back. */
const through = async (image: Sharp) => toPixels(sharp(await image.toBuffer()));
const share = (part: number): Journey => {
  const side = Math.sqrt(part);
  return (image, { width, height }) =>
    toPixels(
      image.extract({
        left: Math.floor(width * (1 - side) * 0.37),
        top: Math.floor(height * (1 - side) * 0.61),
        width: Math.floor(width * side),
        height: Math.floor(height * side),
      }),
    );
};
const scaled =
  (factor: number): Journey =>
  (image, { width }) =>
    toPixels(image.resize(Math.round(width * factor)));

const JOURNEYS: Readonly<Record<string, Journey>> = {
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
  'cut to 75 % of its area': share(0.75),
  'cut to 50 %': share(0.5),
  'cut to 25 %': share(0.25),
  'turned by 1°': (image) => toPixels(image.rotate(1, { background: '#000' })),
  mirrored: (image) => toPixels(image.flop()),
  'stretched by 5 %': (image, { width, height }) =>
    toPixels(image.resize(width, Math.round(height * 0.95), { fit: 'fill' })),
  'brighter by a fifth': (image) => toPixels(image.linear(1.2, 0)),
  'darker by a fifth': (image) => toPixels(image.linear(0.8, 0)),
  blurred: (image) => toPixels(image.blur(1)),
  grey: (image) => through(image.greyscale().png()),
  '256 colours': (image) => through(image.png({ palette: true, colours: 256 })),
};

/** How many of the sample's pictures still tell their mark after each journey, and what it costs. */
export const image: Bench = async () => {
  const survivors = new Map<string, number>();
  const times: Record<'embed' | 'whole' | 'none', number[]> = { embed: [], whole: [], none: [] };
  const timed = <T>(what: keyof typeof times, run: () => T): T => {
    const start = performance.now();
    const result = run();
    times[what].push(performance.now() - start);
    return result;
  };
  for (const [number, picture] of MEASURED.entries()) {
    const plain = await openPicture(picture);
    const id = idOf(number);
    const marked = timed('embed', () => embedImage(plain, [{ id, key }]));
    timed('whole', () => readWholeImage(marked, key));
    if (timed('none', () => readImage(plain, key))) throw new Error(`${picture}: a mark of nobody`);
    for (const [name, journey] of Object.entries(JOURNEYS)) {
      const raw = { raw: { width: marked.width, height: marked.height, channels: 4 as const } };
      const after = await journey(sharp(marked.data, raw).removeAlpha(), marked);
      const reading = readImage(after, key);
      if (reading && toHex(reading.id) !== toHex(id)) throw new Error(`${picture}: a wrong id`);
      survivors.set(name, (survivors.get(name) ?? 0) + (reading ? 1 : 0));
    }
  }
  const counts: Row[] = [...survivors].map(([what, count]) => ({
    what,
    value: `${count} of ${MEASURED.length}`,
  }));
  const all = [...survivors.values()].reduce((sum, count) => sum + count, 0);
  const share100 = (100 * all) / (survivors.size * MEASURED.length);
  return [
    ...counts,
    { what: 'all', value: `${share100.toFixed(1)} %` },
    { what: `mark, ${WIDTH} px wide`, value: `${median(times.embed).toFixed(0)} ms` },
    { what: 'read a whole one', value: `${median(times.whole).toFixed(0)} ms` },
    { what: 'search one without a mark', value: `${median(times.none).toFixed(0)} ms` },
  ];
};
