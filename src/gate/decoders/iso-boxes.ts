import { Unreadable } from '../decoder.ts';
import type { Extent } from './iso-items.ts';

/** A box of the ISO base media format. */
export interface Box {
  readonly type: string;
  /** Of what it holds, in bytes from the start of the file. */
  readonly extent: Extent;
}

/**
 * Lists the boxes that lie one behind the other.
 *
 * @throws Unreadable if one runs past the end.
 * @see ISO/IEC 14496-12, section 4.2 ("Object structure").
 */
export function boxesIn(bytes: Uint8Array, [start, end]: Extent): readonly Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  for (let at = start; at < end;) {
    // QuickTime ends a list of user data with four zero bytes.
    if (end - at === 4 && view.getUint32(at) === 0) break;
    if (at + 8 > end) throw new Unreadable('media: ends inside a box');
    const short = view.getUint32(at);
    if (short === 1 && at + 16 > end) throw new Unreadable('media: ends inside a box');
    const head = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short || end - at;
    if (size < head || at + size > end) throw new Unreadable('media: a box runs past the end');
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    boxes.push({ type, extent: [at + head, at + size] });
    at += size;
  }
  return boxes;
}

/** @returns what is left of an extent, in order. */
export function without([start, end]: Extent, holes: readonly Extent[]): readonly Extent[] {
  const left: Extent[] = [];
  let at = start;
  for (const [from, to] of holes) {
    if (to <= at || from >= end) continue;
    if (from > at) left.push([at, from]);
    at = to;
  }
  return at < end ? [...left, [at, end]] : left;
}
