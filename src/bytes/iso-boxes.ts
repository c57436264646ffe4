import type { Extent } from './extents.ts';

/** A box of the ISO base media format, which AVIF, HEIC and MP4 are made of. */
export interface Box {
  readonly type: string;
  /** Of its size, which comes first, in bytes from the start of the file. */
  readonly start: number;
  /** Of what it holds. */
  readonly extent: Extent;
}

const HEADER_SIZE = 8;
const LONG_HEADER_SIZE = 16;

/**
 * Lists the boxes that lie one behind the other.
 *
 * @throws RangeError if one runs past the end.
 * @see ISO/IEC 14496-12, section 4.2 ("Object structure").
 */
export function boxesIn(bytes: Uint8Array, [start, end]: Extent): readonly Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  for (let at = start; at < end;) {
    // QuickTime ends a list of user data with four zero bytes.
    if (end - at === 4 && view.getUint32(at) === 0) break;
    const [head, size] = measureBox(view, at, end);
    if (size < head || at + size > end) throw new RangeError('a box runs past the end');
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + HEADER_SIZE));
    boxes.push({ type, start: at, extent: [at + head, at + size] });
    at += size;
  }
  return boxes;
}

/** A size of 0 is up to the end, one of 1 stands behind the type in eight bytes. */
function measureBox(
  view: DataView,
  at: number,
  end: number,
): readonly [head: number, size: number] {
  if (at + HEADER_SIZE > end) throw new RangeError('ends inside a box');
  const short = view.getUint32(at);
  if (short !== 1) return [HEADER_SIZE, short || end - at];
  if (at + LONG_HEADER_SIZE > end) throw new RangeError('ends inside a box');
  return [LONG_HEADER_SIZE, Number(view.getBigUint64(at + HEADER_SIZE))];
}
