import { correlationAt, resize, templateOf } from './correlation.ts';
import type { Gray } from './gray.ts';

/** Side of the copies that are compared. */
const SIDE = 24;
/** The same picture, recompressed, reaches 0.99; cut by a tenth it falls below this. */
const SAME = 0.93;
/** Two pictures of one shape differ by no more than this in their ratio of sides. */
const RATIO = 0.04;

/** @returns whether two pictures show the same, at whatever sizes. */
export function showSame(one: Gray, other: Gray): boolean {
  const ratio = (one.width * other.height) / (one.height * other.width);
  if (Math.abs(Math.log(ratio)) > RATIO) return false;
  const [a, b] = [resize(one, SIDE, SIDE), resize(other, SIDE, SIDE)];
  if (isFlat(a) || isFlat(b)) return isFlat(a) && isFlat(b);
  return correlationAt(a, templateOf(b), 0, 0) >= SAME;
}

/** @returns whether a preview shows more than the picture, or something else: it was cut or covered. */
export function showsMore(preview: Gray, picture: Gray): boolean {
  return !showSame(preview, picture) && !showSame(withoutBars(preview), picture);
}

function isFlat({ data }: Gray): boolean {
  return data.every((value) => Math.abs(value - (data[0] ?? 0)) < 6);
}

/** Cameras put black bars around previews of another shape. */
function withoutBars(gray: Gray): Gray {
  const { width, height, data } = gray;
  const isRowBlack = (y: number) =>
    data.subarray(y * width, (y + 1) * width).every((value) => value < 16);
  const isColumnBlack = (x: number) => {
    for (let y = 0; y < height; y++) if ((data[y * width + x] ?? 0) >= 16) return false;
    return true;
  };
  let [top, bottom, left, right] = [0, height, 0, width];
  while (top < bottom - 1 && isRowBlack(top)) top += 1;
  while (bottom > top + 1 && isRowBlack(bottom - 1)) bottom -= 1;
  while (left < right - 1 && isColumnBlack(left)) left += 1;
  while (right > left + 1 && isColumnBlack(right - 1)) right -= 1;
  const out = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y++)
    out.set(data.subarray(y * width + left, y * width + right), (y - top) * (right - left));
  return { width: right - left, height: bottom - top, data: out };
}
