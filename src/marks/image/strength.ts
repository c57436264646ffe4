import { lastWhere } from '../bisect.ts';
import { boxMean, makePlane, toMinimum } from './plane.ts';
import type { Plane } from './plane.ts';

/** No place takes more, in levels. */
const STRONGEST = 6;

/** What the eye does not see: more in texture, somewhat more along edges, little where it is flat. */
export function strengthOf(
  luma: Plane,
  { base, quality }: { base: number; quality: number },
): Plane {
  const slopes = slopesOf(luma);
  // Each mean is written over the slopes of which the one before was made, and the last free ones
  // take the strengths: memory made anew would cost as much as what is done in it.
  const xx = boxMean(slopes.xx, 3).data;
  const xy = boxMean(slopes.xy, 3, slopes.xx).data;
  const yy = boxMean(slopes.yy, 3, slopes.xy).data;
  const visible = slopes.yy;
  for (let at = 0; at < visible.data.length; at++) {
    const p = xx[at] ?? 0;
    const q = xy[at] ?? 0;
    const r = yy[at] ?? 0;
    const mean = (p + r) / 2;
    const half = (p - r) / 2;
    const spread = Math.sqrt(half * half + q * q);
    const edge = Math.sqrt(Math.max(0, mean + spread)) / 2;
    const texture = Math.sqrt(Math.max(0, mean - spread)) / 2;
    visible.data[at] = Math.min(STRONGEST, base + 0.6 * texture + Math.min(4, 0.15 * edge));
  }
  toMinimum(visible);
  return capped(boxMean(visible, 1, slopes.xx), quality);
}

/** @returns the products of the slopes across and down: across twice, both, down twice. */
function slopesOf({ width, height, data }: Plane): Readonly<Record<'xx' | 'xy' | 'yy', Plane>> {
  const xx = makePlane(width, height);
  const xy = makePlane(width, height);
  const yy = makePlane(width, height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const above = Math.max(0, y - 1) * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++) {
      const left = data[x > 0 ? row + x - 1 : row] ?? 0;
      const right = data[x < width - 1 ? row + x + 1 : row + x] ?? 0;
      const across = (right - left) / 2;
      const down = ((data[below + x] ?? 0) - (data[above + x] ?? 0)) / 2;
      xx.data[row + x] = across * across;
      xy.data[row + x] = across * down;
      yy.data[row + x] = down * down;
    }
  }
  return { xx, xy, yy };
}

/** Strengths are counted in steps of this part of the strongest. */
const STEPS = 1 << 12;

/** Cuts the strongest places down until the whole keeps its quality. */
function capped(plane: Plane, quality: number): Plane {
  const { data } = plane;
  // Rounding to whole levels adds a twelfth.
  const allowed = 255 ** 2 / 10 ** (quality / 10) - 1 / 12;
  const counts = new Uint32Array(STEPS + 1);
  for (let at = 0; at < data.length; at++) {
    const step = Math.ceil(((data[at] ?? 0) * STEPS) / STRONGEST);
    counts[step] = (counts[step] ?? 0) + 1;
  }
  const isAllowed = (cap: number) => {
    let power = 0;
    for (let step = 0; step <= STEPS; step++)
      power += (counts[step] ?? 0) * Math.min(cap, (step * STRONGEST) / STEPS) ** 2;
    return power <= allowed * data.length;
  };
  const cap = isAllowed(STRONGEST) ? STRONGEST : lastWhere(0, STRONGEST, isAllowed);
  for (let at = 0; at < data.length; at++) data[at] = Math.min(cap, data[at] ?? 0);
  return plane;
}
