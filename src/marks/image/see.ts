import type { Complex } from './fourier.ts';
import { CANONICAL_SIDE, toSide, whiten } from './plane.ts';
import type { Plane } from './plane.ts';
import { levelsOf } from './search.ts';
import type { Levels } from './search.ts';
import { foldedSpectrum, uprightGrid } from './spectrum.ts';

/** A picture, or a part of one, made ready for all that is tried on it, when it is first asked for. */
export interface Picture {
  /** Its waves, if it is whole. */
  readonly spectrum: () => Complex;
  /** For a search, if it is not. */
  readonly levels: () => Levels;
}

/**
 * @param luma - of the picture, at its own size or smaller.
 * @param size - of the picture itself.
 */
export function see(
  luma: Plane,
  size: { readonly width: number; readonly height: number } = luma,
): Picture {
  const canonical = toSide(luma, CANONICAL_SIDE);
  const grain = once(() => whiten(canonical));
  return {
    spectrum: once(() => foldedSpectrum(grain(), uprightGrid(canonical, size))),
    levels: once(() => levelsOf(canonical, grain())),
  };
}

/** @returns a function that makes something when it is first called, and remembers it. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
