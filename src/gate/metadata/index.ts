import { concat } from '../../bytes/concat.ts';
import { avifFormat } from './avif.ts';
import { gifFormat } from './gif.ts';
import { jpegFormat } from './jpeg.ts';
import type { Part, PictureFormat } from './part.ts';
import { pngFormat } from './png.ts';
import { webpFormat } from './webp.ts';

const FORMATS: readonly PictureFormat[] = [
  pngFormat,
  jpegFormat,
  webpFormat,
  gifFormat,
  avifFormat,
];

/** What may stand in a picture beside what is needed to show it. */
export interface Allowed {
  /** Content credentials (C2PA). */
  readonly credentials: boolean;
}

/**
 * Looks for what a picture holds beside itself: Exif, XMP, comments, thumbnails, what trails.
 *
 * @returns the names of the pieces; none for a file that is no such picture.
 * @throws Unreadable if the picture is damaged.
 */
export function unexpectedMetadata(bytes: Uint8Array, allowed: Allowed): readonly string[] {
  const parts = formatOf(bytes)?.parts(bytes) ?? [];
  const names = parts.filter((part) => !isAllowed(part, allowed)).map(({ name }) => name);
  return [...new Set(names)];
}

/**
 * Takes out of a picture what is not needed to show it. Pixels, colours and the way it is turned stay
 * as they are, to the bit: nothing is coded anew.
 *
 * @returns the same bytes if there is nothing to take out, or if it cannot be taken out.
 * @throws Unreadable if the picture is damaged.
 */
export function withoutMetadata(bytes: Uint8Array, allowed: Allowed): Uint8Array {
  const format = formatOf(bytes);
  const parts = format?.parts(bytes) ?? [];
  if (!format || parts.every((part) => isAllowed(part, allowed))) return bytes;
  const kept = parts.map((part) => keptOf(part, allowed));
  return format.join(kept.filter(({ length }) => length > 0)) ?? bytes;
}

function formatOf(bytes: Uint8Array): PictureFormat | undefined {
  return FORMATS.find((format) => format.accepts(bytes));
}

function isAllowed({ role }: Part, { credentials }: Allowed): boolean {
  return role === 'needed' || (role === 'credential' && credentials);
}

function keptOf(part: Part, allowed: Allowed): Uint8Array {
  if (isAllowed(part, allowed)) return part.bytes;
  return part.instead ?? concat([]);
}
