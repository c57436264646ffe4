import { concat } from '../../bytes/concat.ts';
import { hasMagic } from '../decoder.ts';
import { EXIF, isJpeg, segmentsIn } from '../decoders/jpeg.ts';
import type { Segment } from '../decoders/jpeg.ts';
import { onlyOrientation } from './orientation.ts';
import { trailing } from './part.ts';
import type { Part, PictureFormat } from './part.ts';

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP11 = 0xeb;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;
/** JFIF without a thumbnail. */
const JFIF_SIZE = 14;

/** @see ITU-T T.81, annex B; T.871 (JFIF); ICC.1:2022, annex B.4. */
export const jpegFormat: PictureFormat = {
  accepts: isJpeg,
  parts(bytes) {
    const parts: Part[] = [{ name: 'start', bytes: bytes.subarray(0, 2), role: 'needed' }];
    let end = 2;
    for (const segment of segmentsIn(bytes)) {
      parts.push(part(segment, bytes.subarray(end, segment.end)));
      end = segment.end;
    }
    return [...parts, ...trailing(bytes.subarray(end))];
  },
  join: concat,
};

function part(segment: Segment, bytes: Uint8Array): Part {
  const { marker, data } = segment;
  const isOfPrograms = (marker >= APP0 && marker <= APP15) || marker === COMMENT;
  const name = marker === COMMENT ? 'COM' : isOfPrograms ? `APP${marker - APP0}` : 'image';
  if (!isOfPrograms || isNeeded(marker, data)) return { name, bytes, role: 'needed' };
  if (marker === APP11 && hasMagic(data, 'JP')) return { name, bytes, role: 'credential' };
  const turned =
    marker === APP1 && hasMagic(data, EXIF) ? onlyOrientation(data.subarray(EXIF.length)) : null;
  if (!turned) return { name, bytes, role: 'metadata' };
  const instead = exifSegment(turned);
  return { name, bytes, role: bytes.length === instead.length ? 'needed' : 'metadata', instead };
}

/** What changes how the picture looks: its shape, its colours, and how they are coded. */
function isNeeded(marker: number, data: Uint8Array): boolean {
  if (marker === APP0) return hasMagic(data, 'JFIF\0') && data.length === JFIF_SIZE;
  if (marker === APP2) return hasMagic(data, 'ICC_PROFILE\0');
  return marker === APP14 && hasMagic(data, 'Adobe') && data.length === 12;
}

function exifSegment(exif: Uint8Array): Uint8Array {
  const size = 2 + EXIF.length + exif.length;
  const head = [0xff, APP1, size >> 8, size & 255];
  return Uint8Array.of(...head, ...[...EXIF].map((letter) => letter.charCodeAt(0)), ...exif);
}
