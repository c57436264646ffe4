import { MAX_READINGS, decide } from './decide.ts';
import type { Decision } from './decide.ts';
import type { Complex } from './fourier.ts';
import { findInsets, partOf } from './inset.ts';
import { layoutOf, orientationsOf } from './layout.ts';
import type { Layout } from './layout.ts';
import { CANONICAL_SIDE, lumaOf, toSide, whiten } from './plane.ts';
import type { Pixels, Plane } from './plane.ts';
import { levelsOf, scanGrids, searchGrids } from './search.ts';
import type { Candidate } from './search.ts';
import { findShift } from './shift.ts';
import type { Shift } from './shift.ts';
import { foldedSpectrum, uprightGrid } from './spectrum.ts';

/** An id that was read from an image. */
export interface ImageReading extends Decision {
  /**
   * How the image lies: as it was made; mirrored or turned by quarters; as a part of another
   * picture, such as a screenshot; or cut, turned or stretched.
   */
  readonly pose: 'upright' | 'turned' | 'inset' | 'found';
}

/** Smaller images have no room for the waves, in pixels. */
const MIN_SIDE = 32;

/** By chance the known waves agree this well on some shift once in hundreds of grids. */
const AGREEMENT = 5;

/**
 * Reads the id from an image of a stranger, without knowing its size, its cut or its angle when it
 * was marked. Never throws.
 *
 * @param ids - the author's own list: these are recognised where an unknown id could not be read.
 * @returns null if there is none, or not enough of it.
 */
export function readImage(
  pixels: Pixels,
  key: Uint8Array,
  ids: readonly Uint8Array[] = [],
): ImageReading | null {
  if (Math.min(pixels.width, pixels.height) < MIN_SIDE) return null;
  const reader = new Reader(layoutOf(key), ids);
  const luma = lumaOf(pixels);
  const picture = see(luma);
  const whole = reader.readWhole(picture, 'upright');
  if (whole) return whole;
  const insets = findInsets(luma).map((part) => see(partOf(luma, part)));
  for (const inset of insets) {
    const reading = reader.readWhole(inset, 'inset');
    if (reading) return reading;
  }
  return reader.search(insets[0] ?? picture);
}

/**
 * Reads the id from a whole, upright image, such as one that is about to be published: a fraction of
 * the work of `readImage`.
 */
export function readWholeImage(
  pixels: Pixels,
  key: Uint8Array,
  ids: readonly Uint8Array[] = [],
): ImageReading | null {
  if (Math.min(pixels.width, pixels.height) < MIN_SIDE) return null;
  return new Reader(layoutOf(key), ids).readUpright(see(lumaOf(pixels)));
}

/** Reads one image, and counts how often: the bound on false positives depends on it. */
class Reader {
  private readings = 0;
  private readonly layouts: readonly Layout[];
  private readonly ids: readonly Uint8Array[];

  constructor(layout: Layout, ids: readonly Uint8Array[]) {
    this.layouts = orientationsOf(layout);
    this.ids = ids;
  }

  readUpright(picture: Picture): ImageReading | null {
    const [layout] = this.layouts;
    const spectrum = wholeSpectrum(picture);
    return layout ? this.read(spectrum, layout, findShift(spectrum, layout), 'upright') : null;
  }

  /** As it is, then in the other seven ways a whole picture can lie in. */
  readWhole(picture: Picture, pose: ImageReading['pose']): ImageReading | null {
    const spectrum = wholeSpectrum(picture);
    const lying = this.layouts
      .map((layout) => ({ layout, shift: findShift(spectrum, layout) }))
      .filter(({ shift }, index) => index === 0 || shift.height > AGREEMENT);
    for (const { layout, shift } of lying) {
      const isAsMade = layout === this.layouts[0] || pose === 'inset';
      const reading = this.read(spectrum, layout, shift, isAsMade ? pose : 'turned');
      if (reading) return reading;
    }
    return null;
  }

  /** The fast search first; what it finds is only tried where the known waves agree. */
  search({ canonical, grain }: Picture): ImageReading | null {
    const levels = levelsOf(canonical, grain);
    return (
      this.tryCandidates(searchGrids(levels, this.layouts)) ??
      this.tryCandidates(scanGrids(levels, this.layouts))
    );
  }

  private tryCandidates(candidates: readonly Candidate[]): ImageReading | null {
    const found = candidates.flatMap(({ plane, grid, layouts }) => {
      const spectrum = foldedSpectrum(plane, grid);
      return layouts.map((layout) => ({ spectrum, layout, shift: findShift(spectrum, layout) }));
    });
    const agreeing = found
      .toSorted((a, b) => b.shift.height - a.shift.height)
      .filter(({ shift }, index) => shift.height > AGREEMENT || index < 2);
    for (const { spectrum, layout, shift } of agreeing) {
      const reading = this.read(spectrum, layout, shift, 'found');
      if (reading) return reading;
    }
    return null;
  }

  private read(
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

/** A picture, or a part of one, made ready for all that is tried on it. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly canonical: Plane;
  readonly grain: Plane;
}

function see(luma: Plane): Picture {
  const canonical = toSide(luma, CANONICAL_SIDE);
  return { width: luma.width, height: luma.height, canonical, grain: whiten(canonical) };
}

function wholeSpectrum(picture: Picture): Complex {
  return foldedSpectrum(picture.grain, uprightGrid(picture.grain, picture));
}
