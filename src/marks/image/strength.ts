import { lastWhere } from './bisect.ts';
import { boxMean, makePlane, minimum } from './plane.ts';
import type { Plane } from './plane.ts';

/** No place takes more, in levels. */
const STRONGEST = 6;

/** What the eye does not see: more in texture, somewhat more along edges, little where it is flat. */
export function strengthOf(
  luma: Plane,
  { base, quality }: { base: number; quality: number },
): Plane {
  const [xx, xy, yy] = slopesOf(luma).map((each) => boxMean(each, 3).data);
  const visible = makePlane(luma.width, luma.height);
  for (let at = 0; at < visible.data.length; at++) {
    const p = xx?.[at] ?? 0;
    const q = xy?.[at] ?? 0;
    const r = yy?.[at] ?? 0;
    const mean = (p + r) / 2;
    const spread = Math.sqrt(((p - r) / 2) ** 2 + q * q);
    const edge = Math.sqrt(Math.max(0, mean + spread)) / 2;
    const texture = Math.sqrt(Math.max(0, mean - spread)) / 2;
    visible.data[at] = Math.min(STRONGEST, base + 0.6 * texture + Math.min(4, 0.15 * edge));
  }
  return capped(boxMean(minimum(visible, 2), 1), quality);
}

/** @returns the products of the slopes across and down: across twice, both, down twice. */
function slopesOf({ width, height, data }: Plane): readonly Plane[] {
  const slopes = [0, 1, 2].map(() => makePlane(width, height));
  const [xx, xy, yy] = slopes.map((each) => each.data);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const above = Math.max(0, y - 1) * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++) {
      const right = data[row + Math.min(width - 1, x + 1)] ?? 0;
      const across = (right - (data[row + Math.max(0, x - 1)] ?? 0)) / 2;
      const down = ((data[below + x] ?? 0) - (data[above + x] ?? 0)) / 2;
      if (xx) xx[row + x] = across * across;
      if (xy) xy[row + x] = across * down;
      if (yy) yy[row + x] = down * down;
    }
  }
  return slopes;
}

/** Cuts the strongest places down until the whole keeps its quality. */
function capped(strength: Plane, quality: number): Plane {
  const { width, height, data } = strength;
  // Rounding to whole levels adds a twelfth.
  const allowed = 255 ** 2 / 10 ** (quality / 10) - 1 / 12;
  const isAllowed = (cap: number) => {
    let power = 0;
    for (let at = 0; at < data.length; at++) power += Math.min(cap, data[at] ?? 0) ** 2;
    return power <= allowed * data.length;
  };
  if (isAllowed(STRONGEST)) return strength;
  const cap = lastWhere(0, STRONGEST, isAllowed);
  return { width, height, data: data.map((value) => Math.min(cap, value)) };
}
