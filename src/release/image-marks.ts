import { fromHex, toHex } from '../bytes/hex.ts';
import type { Finding } from '../gate/index.ts';
import { lostMark } from './lost-mark.ts';

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
  /** Files that cannot carry one, or that nobody marked. */
  readonly unmarked: readonly string[];
  /** Files that were made with a mark, and are without it. */
  readonly lost: readonly string[];
}

/** The key of the author's marks, and the ids of all pictures: one of a list is told where a strange one is not. */
export interface ImageMarks {
  readonly key: Uint8Array;
  readonly ids: readonly Uint8Array[];
}

/** How images are read: many at a time, as far as the machine allows. */
export interface ImagePorts {
  /** @returns the id in an image as it will be published; null if none can be read. */
  readImageId(file: string, marks: ImageMarks): Promise<Uint8Array | null>;
  /** @returns whether the image was made just so, and could not carry a mark then. */
  isUnmarkable(file: string): Promise<boolean>;
  readonly progress: { step(done: number, total: number): void };
}

const RASTER = /\.(?:png|jpe?g|webp|avif|gif|tiff?)$/i;
/** Where Astro puts what is made of pictures: nothing else writes there. */
const MADE = /^_astro\//;
const MADE_OF = /^_astro\/(.+)\.[\w-]+\.(?:avif|webp|png|jpe?g|gif|svg|tiff?)$/i;

/** @returns the files that are pictures made of pixels, judged by their names. */
export function rastersIn(files: readonly string[]): readonly string[] {
  return files.filter((each) => RASTER.test(each));
}

/** @returns the files whose pixels the gate reads, judged by their names: pictures, and PDF files with their pages. */
export function lookedAtIn(files: readonly string[]): readonly string[] {
  return files.filter((each) => RASTER.test(each) || /\.pdf$/i.test(each));
}

/**
 * Looks for the marks in all images that are about to be published, as they will be published.
 *
 * @returns files in the order they were given in.
 */
export async function readImagesBack(
  files: readonly string[],
  images: readonly PublishedImage[],
  key: Uint8Array,
  ports: ImagePorts,
): Promise<ImageReadBack> {
  const rasters = rastersIn(files);
  const listed = images.flatMap(({ id }) => fromHex(id) ?? []);
  const ids = await readAll(rasters, { key, ids: listed }, ports);
  const known = new Set(images.map(({ id }) => id));
  const marked = new Map<string, string>();
  const unmarked: string[] = [];
  const lost: string[] = [];
  for (const [index, file] of rasters.entries()) {
    const id = ids[index] ?? null;
    if (id !== null && known.has(id)) marked.set(file, id);
    else if (id === null && MADE.test(file) && !(await ports.isUnmarkable(file))) lost.push(file);
    else unmarked.push(file);
  }
  return { marked, unmarked, lost };
}

/** @returns what the author calls the pictures that files were made of: one name for all its sizes. */
export function pictureNames(files: readonly string[]): readonly string[] {
  return [...new Set(files.map((file) => madeOf(file) ?? file))];
}

/** @returns `yard` for `_astro/yard.Bk3d_Z1x.webp`, as Astro names its sizes; null if it was made of no picture. */
export function madeOf(file: string): string | null {
  return MADE_OF.exec(file)?.[1] ?? null;
}

function readAll(files: readonly string[], marks: ImageMarks, ports: ImagePorts) {
  let done = 0;
  const read = async (file: string): Promise<string | null> => {
    const id = await ports.readImageId(file, marks);
    ports.progress.step((done += 1), files.length);
    return id && toHex(id);
  };
  return Promise.all(files.map(read));
}

/** What stops a release with an image whose mark is gone. */
export function lostImageMark(file: string): Finding {
  return lostMark(file, 'image', LOST);
}

const LOST =
  'It was made with a mark that cannot be read any more, or was not made by the image service: something else wrote it. If nothing did, delete node_modules/.astro and build again.';
