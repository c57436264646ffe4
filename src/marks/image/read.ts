import type { HiddenMark } from '../file-carrier.ts';
import { MAX_READINGS, decide } from './decide.ts';
import type { Decision } from './decide.ts';
import type { Complex } from './fourier.ts';
import { findInsets, partOf } from './inset.ts';
import { MAX_GRIDS, findAnywhere, findAtCorner } from './known.ts';
import { layoutBeside, layoutOf, orientationsOf } from './layout.ts';
import type { Layout } from './layout.ts';
import { canonicalOf, lumaOf } from './plane.ts';
import type { Pixels } from './plane.ts';
import { scanGrids, searchGrids } from './search.ts';
import type { Candidate } from './search.ts';
import { once, see } from './see.ts';
import type { Picture } from './see.ts';
import { findShift } from './shift.ts';
import type { Shift } from './shift.ts';
import { foldedSpectrum } from './spectrum.ts';

/** An id that was read from an image. */
export interface ImageReading extends Decision {
  /**
   * How the image lies: as it was made; mirrored or turned by quarters; as a part of another
   * picture, such as a screenshot; or cut, turned or stretched.
   */
  readonly pose: 'upright' | 'turned' | 'inset' | 'found';
}

/** Reads marks of many keys from one image: what depends on no key is done once. Never throws. */
export interface ImageReader {
  /**
   * Reads the id, without knowing the image's size, its cut or its angle when it was marked.
   *
   * @param ids - the author's own list: these are recognised where an unknown id could not be read.
   * @returns null if there is none, or not enough of it.
   */
  read(key: Uint8Array, ids?: readonly Uint8Array[]): ImageReading | null;
  /** As `read`, if the image is whole and upright: a fraction of the work. */
  readWhole(key: Uint8Array, ids?: readonly Uint8Array[]): ImageReading | null;
  /**
   * Looks for the second of two marks that were put in together, whether or not the first is still
   * there. A cut one is found as long as the first leads to the grid.
   *
   * @param first - the key of the first.
   */
  readSecond(first: Uint8Array, second: HiddenMark): ImageReading | null;
}

/** Smaller images have no room for the waves, in pixels. */
const MIN_SIDE = 32;

const NOTHING: ImageReader = { read: () => null, readWhole: () => null, readSecond: () => null };

/** Makes an image of a stranger ready to be read. */
export function openImageReader(pixels: Pixels): ImageReader {
  if (Math.min(pixels.width, pixels.height) < MIN_SIDE) return NOTHING;
  const whole = see(canonicalOf(pixels), pixels);
  const insets = once(() => {
    const luma = lumaOf(pixels);
    return findInsets(luma).map((part) => see(partOf(luma, part)));
  });
  const gridsOf = rememberGrids(() => insets()[0] ?? whole);
  return {
    read: (key, ids = []) => new Search(layoutOf(key), ids).read(whole, insets, gridsOf(key)),
    readWhole: (key, ids = []) => new Search(layoutOf(key), ids).readUpright(whole),
    readSecond: (first, second) => readSecond(whole, gridsOf(first), { first, second }),
  };
}

/** As `ImageReader.read`, for one key. */
export function readImage(
  pixels: Pixels,
  key: Uint8Array,
  ids: readonly Uint8Array[] = [],
): ImageReading | null {
  return openImageReader(pixels).read(key, ids);
}

/** As `ImageReader.readWhole`, for one key. */
export function readWholeImage(
  pixels: Pixels,
  key: Uint8Array,
  ids: readonly Uint8Array[] = [],
): ImageReading | null {
  return openImageReader(pixels).readWhole(key, ids);
}

/** A place where the tiles may lie, and their waves if they do. */
interface Place {
  readonly layouts: readonly Layout[];
  readonly spectrum: () => Complex;
}

/** Places for a key on a picture that is not whole: the fast search, then the slow. */
interface Grids {
  readonly fast: () => readonly Place[];
  readonly slow: () => readonly Place[];
}

function toPlace({ plane, grid, layouts }: Candidate): Place {
  return { layouts, spectrum: once(() => foldedSpectrum(plane, grid)) };
}

function rememberGrids(picture: () => Picture): (key: Uint8Array) => Grids {
  const known = new Map<string, Grids>();
  return (key) => {
    const name = key.join();
    const layouts = orientationsOf(layoutOf(key));
    const grids = known.get(name) ?? {
      fast: once(() => searchGrids(picture().levels(), layouts).map(toPlace)),
      slow: once(() => scanGrids(picture().levels(), layouts).map(toPlace)),
    };
    known.set(name, grids);
    return grids;
  };
}

/** By chance the known waves agree this well on some shift once in hundreds of grids. */
const AGREEMENT = 5;

const CORNER: Shift = { u: 0, v: 0, height: 0 };

/** Whether a shift is the corner, to within the fineness of a sample. */
function isCorner({ u, v }: Shift): boolean {
  return Math.abs(u) < 0.5 && Math.abs(v) < 0.5;
}

/** Reads one key from an image, and counts how often: the bound on false positives depends on it. */
class Search {
  private readings = 0;
  private readonly layouts: readonly Layout[];
  private readonly ids: readonly Uint8Array[];

  constructor(layout: Layout, ids: readonly Uint8Array[]) {
    this.layouts = orientationsOf(layout);
    this.ids = ids;
  }

  read(whole: Picture, insets: () => readonly Picture[], grids: Grids): ImageReading | null {
    const reading = this.readWhole(whole, 'upright');
    if (reading) return reading;
    for (const inset of insets()) {
      const found = this.readWhole(inset, 'inset');
      if (found) return found;
    }
    // What the search finds is only tried where the known waves agree.
    return this.tryPlaces(grids.fast()) ?? this.tryPlaces(grids.slow());
  }

  /** Where the known waves agree; then in the corner, where it is in a whole picture. */
  readUpright(picture: Picture, pose: ImageReading['pose'] = 'upright'): ImageReading | null {
    const [layout] = this.layouts;
    if (!layout) return null;
    const spectrum = picture.spectrum();
    const shift = findShift(spectrum, layout);
    const reading = this.decide(spectrum, layout, shift, pose);
    return reading ?? (isCorner(shift) ? null : this.decide(spectrum, layout, CORNER, pose));
  }

  /** As it is, then in the other seven ways a whole picture can lie in. */
  private readWhole(picture: Picture, pose: ImageReading['pose']): ImageReading | null {
    const upright = this.readUpright(picture, pose);
    if (upright) return upright;
    const spectrum = picture.spectrum();
    for (const layout of this.layouts.slice(1)) {
      const shift = findShift(spectrum, layout);
      const isLikely = shift.height > AGREEMENT;
      const lies = pose === 'inset' ? pose : 'turned';
      const reading = isLikely && this.decide(spectrum, layout, shift, lies);
      if (reading) return reading;
    }
    return null;
  }

  private tryPlaces(places: readonly Place[]): ImageReading | null {
    const found = places.flatMap(({ layouts, ...place }) => {
      const spectrum = place.spectrum();
      return layouts.map((layout) => ({ spectrum, layout, shift: findShift(spectrum, layout) }));
    });
    const agreeing = found
      .toSorted((a, b) => b.shift.height - a.shift.height)
      .filter(({ shift }, index) => shift.height > AGREEMENT || index < 2);
    for (const { spectrum, layout, shift } of agreeing) {
      const reading = this.decide(spectrum, layout, shift, 'found');
      if (reading) return reading;
    }
    return null;
  }

  private decide(
    spectrum: Complex,
    layout: Layout,
    shift: Shift,
    pose: ImageReading['pose'],
  ): ImageReading | null {
    if (this.readings >= MAX_READINGS) return null;
    this.readings += 1;
    const decision = decide(spectrum, layout, shift, this.ids);
    return decision && { ...decision, pose };
  }
}

/** Where it would be in a whole picture; shifted there; then on the grids of the first mark. */
function readSecond(
  whole: Picture,
  grids: Grids,
  { first, second: { id, key } }: { first: Uint8Array; second: HiddenMark },
): ImageReading | null {
  const layouts = orientationsOf(layoutBeside(key, first));
  const firsts = orientationsOf(layoutOf(first));
  const spectrum = whole.spectrum();
  for (const find of [findAtCorner, findAnywhere])
    for (const [index, layout] of layouts.entries()) {
      const decision = find(spectrum, layout, id);
      if (decision) return { ...decision, pose: index === 0 ? 'upright' : 'turned' };
    }
  let tried = layouts.length;
  for (const place of [...grids.fast(), ...grids.slow()]) {
    for (const each of place.layouts) {
      const layout = layouts[firsts.indexOf(each)];
      const decision = layout && tried++ < MAX_GRIDS && findAnywhere(place.spectrum(), layout, id);
      if (decision) return { ...decision, pose: 'found' };
    }
  }
  return null;
}
