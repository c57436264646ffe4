/**
 * The glyph of a key: seven by seven squares in a frame, mirrored so that it looks made. Fifteen
 * bits of the fingerprint choose it, so it helps to recognise a key and proves nothing.
 *
 * @param fingerprint - hexadecimal digits, hyphens allowed.
 * @returns the path of the filled squares, for `fill-rule="evenodd"` in a view box of `0 0 7 7`.
 */
export function sealPath(fingerprint: string): string {
  const bits = parseInt(fingerprint.replaceAll('-', '').slice(0, 4), 16);
  const squares = Array.from({ length: 5 }, (_row, y) =>
    Array.from({ length: 3 }, (_column, x) => {
      if (((bits >>> (y * 3 + x)) & 1) === 0) return '';
      const left = `M${x + 1} ${y + 1}h1v1h-1z`;
      return x === 2 ? left : `${left}M${5 - x} ${y + 1}h1v1h-1z`;
    }).join(''),
  );
  return `${SEAL_FRAME}${squares.join('')}`;
}

/** A seal that nothing was verified for: the frame alone. */
export const SEAL_FRAME = 'M0 0h7v7H0zM.5 .5v6h6v-6z';
