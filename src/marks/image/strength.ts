import { boxMean, makePlane, mapPlane, minimum } from './plane.ts';
import type { Plane } from './plane.ts';

/** What the eye does not see: more in texture, somewhat more along edges, little where it is flat. */
export function strengthOf(
  luma: Plane,
  { base, quality }: { base: number; quality: number },
): Plane {
  const { width, height, data } = luma;
  const at = (x: number, y: number) =>
    data[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))] ?? 0;
  const [xx, xy, yy] = [
    makePlane(width, height),
    makePlane(width, height),
    makePlane(width, height),
  ];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const gx = (at(x + 1, y) - at(x - 1, y)) / 2;
      const gy = (at(x, y + 1) - at(x, y - 1)) / 2;
      const index = y * width + x;
      xx.data[index] = gx * gx;
      xy.data[index] = gx * gy;
      yy.data[index] = gy * gy;
    }
  const [a, b, c] = [boxMean(xx, 3).data, boxMean(xy, 3).data, boxMean(yy, 3).data];
  const visible = mapPlane(luma, (_, index) => {
    const p = a[index] ?? 0;
    const q = b[index] ?? 0;
    const r = c[index] ?? 0;
    const mean = (p + r) / 2;
    const spread = Math.hypot((p - r) / 2, q);
    const edge = Math.sqrt(Math.max(0, mean + spread)) / 2;
    const texture = Math.sqrt(Math.max(0, mean - spread)) / 2;
    return Math.min(6, base + 0.6 * texture + Math.min(4, 0.15 * edge));
  });
  return capped(boxMean(minimum(visible, 2), 1), quality);
}

/** Cuts the strongest places down until the whole keeps its quality. */
function capped(strength: Plane, quality: number): Plane {
  // Rounding to whole levels adds a twelfth.
  const allowed = 255 ** 2 / 10 ** (quality / 10) - 1 / 12;
  const power = (cap: number) =>
    strength.data.reduce((sum, value) => sum + Math.min(cap, value) ** 2, 0) / strength.data.length;
  let [low, high] = [0, 6];
  if (power(high) <= allowed) return strength;
  for (let round = 0; round < 20; round++) {
    const middle = (low + high) / 2;
    if (power(middle) > allowed) high = middle;
    else low = middle;
  }
  return mapPlane(strength, (value) => Math.min(low, value));
}
