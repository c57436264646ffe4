import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { toHex } from '../../bytes/hex.ts';
import { embedImage, readImage } from '../../marks/index.ts';
import { openImage, toPixels } from '../../node/pictures/image-pixels.ts';
import type { Arrival, Column, Sample } from '../survival.ts';
import type { Pixels, WorkFile } from '../../marks/index.ts';

const STUDIES = fileURLToPath(new URL('../../../content/case-studies', import.meta.url));
/** Of the sample, most of them drawn. */
export const PICTURES = [
  'herbarium-at-scale/open-flower.webp',
  'herbarium-at-scale/yellow-detail.webp',
  'the-reading-room/stems.webp',
  'the-reading-room/search-page.webp',
  'two-customs-houses/diagnostics.png',
  'hidden-in-plain-text/paste-journeys.png',
  'forty-milliseconds/simulated-tail.webp',
  'night-train-timetable/changed-pages.webp',
];
/** As wide as a page shows them, in pixels. */
export const WIDTH = 1200;
export const key = new Uint8Array(32).fill(5);

/** @returns the pixels of one of `PICTURES`, `WIDTH` wide. */
export function openPicture(picture: string): Promise<Pixels> {
  return toPixels(sharp(`${STUDIES}/${picture}`).resize(WIDTH));
}

/** The id that one of `PICTURES` is marked with, by its place in the list. */
export function idOf(number: number): Uint8Array {
  return Uint8Array.of(1, 2, 3, 4, 5, 6, 7, number);
}

export async function pictureColumn(): Promise<Column> {
  const samples: Sample[] = [];
  for (const [number, picture] of PICTURES.entries()) samples.push(await sampleOf(picture, number));
  return { name: 'image', samples };
}

async function sampleOf(picture: string, number: number): Promise<Sample> {
  const plain = await openPicture(picture);
  if (readImage(plain, key)) throw new Error(`${picture}: a mark of nobody`);
  const id = idOf(number);
  const { data, width, height } = embedImage(plain, [{ id, key }]);
  const png = await sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png()
    .toBuffer();
  return {
    name: picture,
    files: [{ name: 'picture.png', bytes: new Uint8Array(png) }],
    read: async ([file]) => (file ? readPicture(file, id) : 'lost'),
  };
}

async function readPicture(file: WorkFile, id: Uint8Array): Promise<Arrival> {
  const pixels = await openImage(file);
  const reading = pixels && readImage(pixels, key);
  if (!reading) return 'lost';
  return toHex(reading.id) === toHex(id) ? 'back' : 'wrong';
}
