import { concat } from '../../bytes/concat.ts';
import type { Extent } from '../../bytes/extents.ts';
import type { Layer } from '../decoder.ts';
import { captionText } from './cea-608.ts';
import { boxesIn } from './iso-boxes.ts';

/** Kinds of subtitles and chapters whose samples begin with the size of their text. */
const SIZED = new Set(['tx3g', 'text', 'sbtl']);
const TAGS = /<[^<>]*>/g;

/**
 * Subtitles and chapters of a film as they are heard, one cue behind the other: a name may go on in the next one.
 *
 * @param format - of the samples, as the film names it.
 * @param samples - where they lie, in bytes from the start of the file.
 * @see 3GPP TS 26.245, section 5.17; ISO/IEC 14496-30, section 7; QuickTime File Format, "Closed Captioning Media".
 */
export function* subtitles(
  bytes: Uint8Array,
  format: string,
  samples: readonly Extent[],
): Iterable<Layer> {
  const cues = cuesIn(bytes, format, samples);
  if (cues.length > 0) yield { kind: 'text', name: 'subtitles', text: cues.join('\n') };
}

function cuesIn(bytes: Uint8Array, format: string, samples: readonly Extent[]): readonly string[] {
  const parts = (type: string) => samples.flatMap((sample) => partsOf(bytes, sample, type));
  if (format === 'c608') return ['cdat', 'cdt2'].map((field) => captionText(concat(parts(field))));
  if (format === 'wvtt')
    return parts('vttc')
      .flatMap((cue) => partsOf(cue, [0, cue.length], 'payl'))
      .map((text) => new TextDecoder().decode(text).replace(TAGS, ''));
  if (!SIZED.has(format)) return [];
  return samples.map(([start, end]) => sizedText(bytes.subarray(start, end))).filter(Boolean);
}

function partsOf(bytes: Uint8Array, extent: Extent, type: string): readonly Uint8Array[] {
  return boxesIn(bytes, extent)
    .filter((box) => box.type === type)
    .map((box) => bytes.subarray(...box.extent));
}

/** In UTF-8, or in UTF-16 with its mark. */
function sizedText(sample: Uint8Array): string {
  const [high = 0, low = 0, first, second] = sample;
  const text = sample.subarray(2, 2 + high * 256 + low);
  const mark = (first ?? 0) * 256 + (second ?? 0);
  const charset = mark === 0xfeff ? 'utf-16be' : mark === 0xfffe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(charset).decode(text);
}
