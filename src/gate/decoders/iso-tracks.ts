import type { Extent } from '../../bytes/extents.ts';
import { Unreadable } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { boxesIn } from './iso-boxes.ts';

/** One stream in a film: pictures, sound, subtitles, chapters… */
export interface Track {
  /** Whether it is heard or seen as it is coded, and not read. */
  readonly isCoded: boolean;
  /** What its samples are, as the first of its descriptions says; empty if there is none. */
  readonly format: string;
  /** Where its samples lie, in bytes from the start of the file. */
  readonly samples: readonly Extent[];
}

/** Handlers of what is coded: pictures, sound, and the hints that servers keep for them. */
const CODED = new Set(['vide', 'soun', 'auxv', 'pict', 'hint', 'tmcd']);
const MAX_SAMPLES = 5_000_000;

/**
 * Reads where a track's samples lie.
 *
 * @param trak - what the track's box spans.
 * @throws Unreadable if its tables are damaged.
 * @see ISO/IEC 14496-12, sections 8.4.3 (`hdlr`), 8.7.3 to 8.7.5 (`stsz`, `stsc`, `stco`).
 */
export function readTrack(bytes: Uint8Array, trak: Extent): Track {
  const mdia = child(bytes, trak, 'mdia');
  const handler = mdia && child(bytes, mdia, 'hdlr');
  const isCoded =
    handler !== undefined && CODED.has(new Cursor(bytes, 'media', 'big', handler[0] + 8).latin1(4));
  const minf = mdia && child(bytes, mdia, 'minf');
  const tables = minf && child(bytes, minf, 'stbl');
  if (!tables) return { isCoded, format: '', samples: [] };
  return { isCoded, format: formatOf(bytes, tables), samples: samplesIn(bytes, tables) };
}

/** Behind a version, a number of descriptions, and the size of the first (section 8.5.2, `stsd`). */
function formatOf(bytes: Uint8Array, tables: Extent): string {
  const [start, end] = child(bytes, tables, 'stsd') ?? [0, 0];
  return end - start < 16 ? '' : new Cursor(bytes, 'media', 'big', start + 12).latin1(4);
}

function child(bytes: Uint8Array, parent: Extent, type: string): Extent | undefined {
  return boxesIn(bytes, parent).find((box) => box.type === type)?.extent;
}

function samplesIn(bytes: Uint8Array, tables: Extent): readonly Extent[] {
  const table = (type: string) => {
    const extent = child(bytes, tables, type);
    return extent && new Cursor(bytes.subarray(...extent), 'media', 'big', 4);
  };
  const [sizes, chunks, offsets, long] = ['stsz', 'stsc', 'stco', 'co64'].map(table);
  if (!sizes || !chunks || !(offsets ?? long)) return [];
  const sizeOf = readSizes(sizes);
  const perChunk = readChunks(chunks);
  const starts = offsets
    ? list(offsets, () => offsets.u32())
    : long
      ? list(long, () => long.u64())
      : [];
  return place(starts, perChunk, sizeOf);
}

function list<T>(cursor: Cursor, read: () => T): readonly T[] {
  const count = cursor.u32();
  if (count > MAX_SAMPLES) throw new Unreadable('media: a table in it is damaged');
  return Array.from({ length: count }, read);
}

/** @returns the size of the sample with that number; undefined beyond the last. */
function readSizes(cursor: Cursor): (index: number) => number | undefined {
  const same = cursor.u32();
  if (same > 0) {
    const count = cursor.u32();
    return (index) => (index < count ? same : undefined);
  }
  const sizes = list(cursor, () => cursor.u32());
  return (index) => sizes[index];
}

/** @returns from which chunk on (counted from 1) how many samples lie in each. */
function readChunks(cursor: Cursor): readonly (readonly [first: number, count: number])[] {
  return list(cursor, () => {
    const entry = [cursor.u32(), cursor.u32()] as const;
    cursor.skip(4);
    return entry;
  });
}

function place(
  starts: readonly number[],
  perChunk: readonly (readonly [number, number])[],
  sizeOf: (index: number) => number | undefined,
): readonly Extent[] {
  const samples: Extent[] = [];
  let [rule, sample] = [0, 0];
  for (const [chunk, start] of starts.entries()) {
    while ((perChunk[rule + 1]?.[0] ?? Infinity) <= chunk + 1) rule += 1;
    let at = start;
    for (let left = perChunk[rule]?.[1] ?? 0; left > 0; left--) {
      const size = sizeOf(sample++);
      if (size === undefined || samples.length > MAX_SAMPLES) return samples;
      samples.push([at, at + size]);
      at += size;
    }
  }
  return samples;
}
