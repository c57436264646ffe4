import { without } from '../../bytes/extents.ts';
import type { Extent } from '../../bytes/extents.ts';
import type { Box } from '../../bytes/iso-boxes.ts';
import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { boxesIn } from './iso-boxes.ts';
import { subtitles } from './iso-subtitles.ts';
import { readTrack } from './iso-tracks.ts';
import { pictureIn } from './pictures-in.ts';
import { codedRuns } from './strings.ts';

const CONTAINERS = new Set(
  'moov trak mdia minf stbl dinf edts udta ilst covr moof traf mvex tref gmhd'.split(' '),
);
/** Numbers, one for each sample: read as strings they are noise. */
const TABLES = new Set(
  'stts ctts stsz stz2 stco co64 stsc stss sdtp sbgp trun tfra sidx'.split(' '),
);
/** Those of a film that plays are no more than ten. */
const MAX_DEPTH = 64;
/** First boxes of QuickTime films from before `ftyp`. */
const OLD = new Set(['moov', 'mdat', 'wide', 'skip', 'pnot']);

/**
 * MP4, M4A and QuickTime: every box but sound and pictures as strings, covers as pictures, subtitles
 * and chapters as text, and what lies between the samples.
 *
 * @see ISO/IEC 14496-12; QuickTime File Format, "Movie Atoms".
 */
export const isoMovie: FileDecoder = {
  name: 'movie',
  accepts: (bytes) =>
    hasMagic(bytes, 'ftyp', 4) || OLD.has(String.fromCharCode(...bytes.subarray(4, 8))),
  *layers(bytes) {
    const boxes = boxesIn(bytes, [0, bytes.length]);
    if (!boxes.some(({ type }) => type === 'moov' || type === 'moof'))
      throw new Unreadable('media: ends before it says what is in it');
    const tracks = boxes
      .filter(({ type }) => type === 'moov')
      .flatMap(({ extent }) => boxesIn(bytes, extent))
      .filter(({ type }) => type === 'trak')
      .map(({ extent }) => readTrack(bytes, extent));
    if (boxes.some(({ type }) => type === 'moof') && tracks.some(({ isCoded }) => !isCoded))
      throw new Unreadable('media: subtitles in fragments, publish them as a file of their own');
    for (const { isCoded, format, samples } of tracks) {
      if (isCoded) continue;
      for (const sample of samples) yield* asTexts('subtitle', bytes.subarray(...sample));
      yield* subtitles(bytes, format, samples);
    }
    const samples = tracks.flatMap((track) => track.samples).toSorted(([a], [b]) => a - b);
    for (const box of boxes)
      yield* box.type === 'mdat' ? mediaData(bytes, box.extent, samples) : inBox(bytes, box);
  },
};

function* inBox(bytes: Uint8Array, { type, extent }: Box, depth = 0): Iterable<Layer> {
  if (depth > MAX_DEPTH) throw new Unreadable('media: is nested too deeply');
  if (type === 'cmov') throw new Unreadable('media: says packed what is in it: convert it to MP4');
  const inner = innerExtent(bytes, type, extent);
  if (inner) for (const box of boxesIn(bytes, inner)) yield* inBox(bytes, box, depth + 1);
  else if (TABLES.has(type)) yield* codedRuns('metadata/table', bytes.subarray(...extent));
  else {
    const data = bytes.subarray(...extent);
    yield* asTexts('metadata', data);
    // Covers lie in `data` of iTunes, in `PICT` and in free boxes of other programs.
    if (data.length > 64) yield* pictureIn(data);
  }
}

/** @returns where a box holds boxes; null if it does not. */
function innerExtent(bytes: Uint8Array, type: string, [start, end]: Extent): Extent | null {
  if (CONTAINERS.has(type)) return [start, end];
  // In MP4 `meta` has a version before its boxes, in QuickTime it has not.
  if (type !== 'meta' || end - start < 12) return null;
  return hasMagic(bytes, 'hdlr', start + 4) ? [start, end] : [start + 4, end];
}

function* mediaData(
  bytes: Uint8Array,
  extent: Extent,
  samples: readonly Extent[],
): Iterable<Layer> {
  yield* codedRuns('media', bytes.subarray(...extent));
  if (samples.length === 0) return;
  for (const [start, end] of without(extent, samples))
    yield* asTexts('between', bytes.subarray(start, end));
}
