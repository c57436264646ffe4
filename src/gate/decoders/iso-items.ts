import type { Extent } from '../../bytes/extents.ts';
import { boxesIn } from '../../bytes/iso-boxes.ts';
import { itemLocations, itemTypes } from '../../bytes/iso-items.ts';

/** Coded pixels of AVIF and HEIC. Whatever else an item is may hold words. */
const PIXELS = new Set(['av01', 'hvc1']);
const EXIF = new Set(['Exif']);
/** Pictures, and how pictures are put together from others. */
const PICTURE_ITEMS = new Set([...PIXELS, 'grid', 'iovl', 'iden', 'tmap']);

/**
 * Finds where the coded pixels of an image lie.
 *
 * @param meta - what the file's `meta` box holds, in bytes from the start of the file.
 * @returns the extents in order; none if the box cannot be understood, so that all is searched.
 */
export function pixelExtents(bytes: Uint8Array, meta: Extent): readonly Extent[] {
  return extentsOf(bytes, meta, PIXELS);
}

/** @returns where what a camera tells of an image lies, as `pixelExtents` does. */
export function exifExtents(bytes: Uint8Array, meta: Extent): readonly Extent[] {
  return extentsOf(bytes, meta, EXIF);
}

function extentsOf(
  bytes: Uint8Array,
  meta: Extent,
  wanted: ReadonlySet<string>,
): readonly Extent[] {
  const extents = orIfDamaged<readonly Extent[]>([], () => {
    const [iloc, iinf] = [partOf(bytes, meta, 'iloc'), partOf(bytes, meta, 'iinf')];
    if (!iloc || !iinf) return [];
    const types = itemTypes(bytes, iinf);
    return itemLocations(bytes, iloc)
      .filter(({ id, isInFile }) => isInFile && wanted.has(types.get(id) ?? ''))
      .flatMap(({ base, extents: own }) =>
        own.map(({ offset, length }): Extent => {
          const start = base.value + offset.value;
          return [start, start + length];
        }),
      );
  });
  return extents.toSorted(([a], [b]) => a - b);
}

/**
 * Lists items that are about the picture and not of it.
 *
 * @param meta - what the file's `meta` box holds, in bytes from the start of the file.
 * @returns their types, such as `Exif` and `mime`; that of the box itself if it cannot be understood.
 */
export function metadataItems(bytes: Uint8Array, meta: Extent): readonly string[] {
  return orIfDamaged(['meta'], () => {
    const iinf = partOf(bytes, meta, 'iinf');
    const types = iinf ? [...itemTypes(bytes, iinf).values()] : [];
    return types.filter((type) => !PICTURE_ITEMS.has(type));
  });
}

/** The box says its version and flags before its parts. */
function partOf(bytes: Uint8Array, [start, end]: Extent, type: string): Extent | undefined {
  return boxesIn(bytes, [start + 4, end]).find((box) => box.type === type)?.extent;
}

function orIfDamaged<T>(fallback: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return fallback;
    throw error;
  }
}
