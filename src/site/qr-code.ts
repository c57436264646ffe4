import { encode } from 'uqr';

/** A QR code as one path: `M x y h w v1…`, in modules. */
export interface QrCode {
  /** Width and height in modules, with the quiet zone. */
  readonly size: number;
  readonly path: string;
}

/** ISO/IEC 18004 §9.1: four modules of nothing on each side. */
const QUIET_ZONE = 4;

/**
 * Draws a QR code. Level M: a print that is 30 mm wide keeps modules of 0.6 mm and more for the
 * address of a page, and a crease or a drop of coffee may take 15 %.
 */
export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const path = data.flatMap((row, y) =>
    runs(row).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`),
  );
  return { size, path: path.join('') };
}

/** @returns where dark modules stand in a row: each as its first column and its width. */
function runs(row: readonly boolean[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  row.forEach((isDark, x) => {
    if (!isDark) return;
    const last = found.at(-1);
    if (last && last[0] + last[1] === x) last[1] += 1;
    else found.push([x, 1]);
  });
  return found;
}
