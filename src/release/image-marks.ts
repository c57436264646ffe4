import { readWholeImage } from '../marks/index.ts';
import type { Pixels } from '../marks/index.ts';
import { toHex } from '../bytes/hex.ts';

/** The mark that all images made of one picture carry. */
export interface PublishedImage {
  /** 8 bytes as hexadecimal digits. */
  readonly id: string;
  readonly work: string;
  /** The first page it is on. */
  readonly url: string;
}

/** What reading the images of a release back came to. */
export interface ImageReadBack {
  /** Files that carry one of the marks, each with its id. */
  readonly marked: ReadonlyMap<string, string>;
  /** Files too small or too flat to carry one, or that nobody marked. */
  readonly unmarked: readonly string[];
}

const RASTER = /\.(?:png|jpe?g|webp|avif)$/i;

/** Looks for the marks in all images that are about to be published, as they will be published. */
export async function readImagesBack(
  files: readonly string[],
  images: readonly PublishedImage[],
  open: (file: string) => Promise<Pixels | null>,
  key: Uint8Array,
): Promise<ImageReadBack> {
  const known = new Set(images.map(({ id }) => id));
  const marked = new Map<string, string>();
  const unmarked: string[] = [];
  for (const file of files.filter((each) => RASTER.test(each))) {
    const pixels = await open(file);
    const reading = pixels && readWholeImage(pixels, key);
    const id = reading && toHex(reading.id);
    if (id !== null && known.has(id)) marked.set(file, id);
    else unmarked.push(file);
  }
  return { marked, unmarked };
}
