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
  if (!xx || !xy || !yy) return visible;
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
  return capped(boxMean(minimum(visible, 2), 1), quality);
}

/** @returns the products of the slopes across and down: across twice, both, down twice. */
function slopesOf({ width, height, data }: Plane): readonly Plane[] {
  const [xx, xy, yy] = [0, 1, 2].map(() => makePlane(width, height));
  if (!xx || !xy || !yy) return [];
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
  return [xx, xy, yy];
}

/** Strengths are counted in steps of this part of the strongest. */
const STEPS = 1 << 12;

/** Cuts the strongest places down until the whole keeps its quality. */
function capped({ width, height, data }: Plane, quality: number): Plane {
  // Rounding to whole levels adds a twelfth.
  const allowed = 255 ** 2 / 10 ** (quality / 10) - 1 / 12;
  const counts = new Uint32Array(STEPS + 1);
  for (let at = 0; at < data.length; at++) {
    const step = Math.ceil(((data[at] ?? 0) * STEPS) / STRONGEST);
    counts[step] = (counts[step] ?? 0) + 1;
  }
  const isAllowed = (cap: number) => {
    const power = counts.reduce(
      (sum, count, step) => sum + count * Math.min(cap, (step * STRONGEST) / STEPS) ** 2,
      0,
    );
    return power <= allowed * data.length;
  };
  const cap = isAllowed(STRONGEST) ? STRONGEST : lastWhere(0, STRONGEST, isAllowed);
  return { width, height, data: data.map((value) => Math.min(cap, value)) };
}
