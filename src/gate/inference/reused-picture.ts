import { resize } from '../pixels/correlation.ts';
import { toGray } from '../pixels/gray.ts';
import type { Gray, Rgba } from '../pixels/gray.ts';
import type { Inference } from './inference.ts';
import type { KnownWork } from './known-work.ts';
import { distance, hashPicture } from './picture-hash.ts';
import type { PictureHash } from './picture-hash.ts';

/** How much may be cut off a side, as a share of it, in the steps that are tried. */
const CUTS = [0, 0.04, 0.08];
/**
 * Bits of 256. Copies of other size, quality or colours differ in up to 30, those cut between two of
 * the steps in up to 56; two pictures that have nothing to do with each other differ in about 128,
 * and of the sample's, every cut of them tried, no two in less than 90.
 */
const MOST = 56;
/** Pictures are cut from a copy of this side: it holds all that a hash sees. */
const SIDE = 256;

/** A picture that may not be shown, and of which work. */
export interface WithheldPicture {
  readonly work: Pick<KnownWork, 'id'>;
  readonly pixels: Rgba;
}

/** A picture about to be published. */
export interface PublishedPicture {
  readonly file: string;
  readonly pixels: Rgba;
}

/** What withheld pictures are known again by. */
export interface PictureIndex {
  readonly known: readonly {
    readonly work: WithheldPicture['work'];
    readonly hashes: readonly PictureHash[];
  }[];
}

/** Hashes withheld pictures, whole and cut a little on any side. Flat ones cannot be known again. */
export function indexPictures(withheld: readonly WithheldPicture[]): PictureIndex {
  return {
    known: withheld.map(({ work, pixels }) => {
      const gray = toGray(pixels, 255);
      const small = resize(gray, Math.min(SIDE, gray.width), Math.min(SIDE, gray.height));
      return { work, hashes: cuts(small).flatMap((cut) => hashPicture(cut) ?? []) };
    }),
  };
}

/**
 * Finds published pictures that are a withheld one in another file: scaled, compressed, recoloured,
 * inverted, mirrored, or cut by up to a tenth on any side.
 *
 * A screen that may not be shown in its study says the same on a slide, in a gallery or as a card; an
 * attacker who has seen the client's product recognises it there, and ties the two pages together.
 */
export function findReusedPictures(
  { file, pixels }: PublishedPicture,
  { known }: PictureIndex,
): readonly Inference[] {
  const gray = toGray(pixels, 255);
  const views = [gray, mirrored(gray)].flatMap((view) => hashPicture(view) ?? []);
  return known
    .filter(({ hashes }) =>
      hashes.some((hash) => views.some((view) => distance(hash, view) <= MOST)),
    )
    .map(({ work }) => ({ rule: 'reused-picture', work, file, what: 'pixels', offset: null }));
}

/** What is cut off two sides that lie across from each other. */
const PAIRS = CUTS.flatMap((one) => CUTS.map((other) => [one, other] as const));

function cuts(gray: Gray): readonly Gray[] {
  return PAIRS.flatMap(([left, right]) =>
    PAIRS.map(([top, bottom]) => cut(gray, { left, right, top, bottom })),
  );
}

type Sides = Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>;

function cut({ width, height, data }: Gray, { left, right, top, bottom }: Sides): Gray {
  const [from, to] = [Math.round(width * left), Math.round(width * (1 - right))];
  const [first, last] = [Math.round(height * top), Math.round(height * (1 - bottom))];
  const out = new Uint8Array((to - from) * (last - first));
  for (let y = first; y < last; y++)
    out.set(data.subarray(y * width + from, y * width + to), (y - first) * (to - from));
  return { width: to - from, height: last - first, data: out };
}

function mirrored({ width, height, data }: Gray): Gray {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    out.set(data.subarray(y * width, (y + 1) * width).toReversed(), y * width);
  return { width, height, data: out };
}
