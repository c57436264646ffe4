import type { Box, Gray } from './gray.ts';
import type { TextLine } from './text-lines.ts';

/**
 * Writes the lines of a picture dark on white, each stretched to the full contrast, on a sheet of
 * the same size: an OCR engine trained on paper reads dark themes and pale labels so, and loses no
 * time on what holds no text.
 */
export function textSheet(gray: Gray, lines: readonly TextLine[]): Gray {
  const data = new Uint8Array(gray.data.length).fill(255);
  for (const line of lines) copyStretched(gray, line, data);
  return { width: gray.width, height: gray.height, data };
}

function copyStretched(gray: Gray, box: Box, out: Uint8Array): void {
  const { low, high, isDark } = levelsOf(gray, box);
  const range = Math.max(1, high - low);
  for (let y = box.top; y < box.bottom; y++)
    for (let x = box.left; x < box.right; x++) {
      const at = y * gray.width + x;
      const level = Math.min(1, Math.max(0, ((gray.data[at] ?? 0) - low) / range));
      const value = 255 * (isDark ? 1 - level : level);
      // Lines overlap at their margins: what is written in either of them stays.
      out[at] = Math.min(out[at] ?? 255, value);
    }
}

/** Levels between text and ground from which on contrast is good. */
const CLEAR = 140;

/** Text covers less than half of a line, so that the middle level is the ground. */
function levelsOf({ width, data }: Gray, { left, top, right, bottom }: Box) {
  const counts = new Uint32Array(256);
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const level = data[y * width + x] ?? 0;
      counts[level] = (counts[level] ?? 0) + 1;
    }
  const total = (right - left) * (bottom - top);
  const [low, middle, high] = [0.01, 0.5, 0.99].map((part) => quantile(counts, total * part));
  const [from = 0, ground = 0, to = 0] = [low, middle, high];
  const isDark = ground - from < to - ground;
  // What can be read as it is keeps its soft edges: small characters need them.
  return to - from >= CLEAR ? { low: 0, high: 255, isDark } : { low: from, high: to, isDark };
}

function quantile(counts: Uint32Array, at: number): number {
  let seen = 0;
  for (let level = 0; level < 256; level++) {
    seen += counts[level] ?? 0;
    if (seen > at) return level;
  }
  return 255;
}
