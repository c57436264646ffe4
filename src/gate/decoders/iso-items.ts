/** From, and up to, in bytes from the start of the file. */
export type Extent = readonly [start: number, end: number];

/** Coded pixels of AVIF and HEIC. Whatever else an item is may hold words. */
const PIXELS = new Set(['av01', 'hvc1']);
/** Pictures, and how pictures are put together from others. */
const PICTURE_ITEMS = new Set([...PIXELS, 'grid', 'iovl', 'iden', 'tmap']);

/**
 * Finds where the coded pixels of an image lie.
 *
 * @param meta - what the file's `meta` box holds.
 * @returns the extents in order; none if the box cannot be understood, so that all is searched.
 * @see ISO/IEC 14496-12, sections 8.11.3 (`iloc`) and 8.11.6 (`iinf`).
 */
export function pixelExtents(meta: Uint8Array): readonly Extent[] {
  try {
    const boxes = boxesIn(new Reader(meta, 4));
    const [locations, infos] = [boxes.get('iloc'), boxes.get('iinf')];
    if (!locations || !infos) return [];
    const pixels = pixelItems(infos);
    const extents = locationsIn(locations).flatMap(([id, own]) => (pixels.has(id) ? own : []));
    return extents.toSorted(([a], [b]) => a - b);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/**
 * Lists items that are about the picture and not of it.
 *
 * @param meta - what the file's `meta` box holds.
 * @returns their types, such as `Exif` and `mime`; that of the box itself if it cannot be understood.
 */
export function metadataItems(meta: Uint8Array): readonly string[] {
  try {
    const infos = boxesIn(new Reader(meta, 4)).get('iinf');
    const types = infos ? [...itemTypes(infos).values()] : [];
    return types.filter((type) => !PICTURE_ITEMS.has(type));
  } catch (error) {
    if (error instanceof RangeError) return ['meta'];
    throw error;
  }
}

/** Reads big-endian numbers one after the other. Throws RangeError past the end. */
class Reader {
  private readonly view: DataView;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  get isDone(): boolean {
    return this.at >= this.view.byteLength;
  }

  /** @param size - in bytes: 0, 1, 2, 4 or 8. */
  number(size: number): number {
    let value = 0;
    for (let index = 0; index < size; index++) value = value * 256 + this.view.getUint8(this.at++);
    return value;
  }

  name(): string {
    return String.fromCharCode(this.number(1), this.number(1), this.number(1), this.number(1));
  }

  take(size: number): Uint8Array {
    if (size < 0 || this.at + size > this.view.byteLength) throw new RangeError('past the end');
    const bytes = new Uint8Array(this.view.buffer, this.view.byteOffset + this.at, size);
    this.at += size;
    return bytes;
  }
}

function boxesIn(reader: Reader): ReadonlyMap<string, Uint8Array> {
  const boxes = new Map<string, Uint8Array>();
  while (!reader.isDone) {
    const size = reader.number(4);
    boxes.set(reader.name(), reader.take(size - 8));
  }
  return boxes;
}

function pixelItems(infos: Uint8Array): ReadonlySet<number> {
  return new Set([...itemTypes(infos)].flatMap(([id, type]) => (PIXELS.has(type) ? [id] : [])));
}

function itemTypes(infos: Uint8Array): ReadonlyMap<number, string> {
  const list = new Reader(infos);
  const isLong = list.number(4) >>> 24 > 0;
  const items = new Map<number, string>();
  for (let count = list.number(isLong ? 4 : 2); count > 0; count--) {
    const size = list.number(4);
    list.name();
    const item = new Reader(list.take(size - 8));
    const version = item.number(4) >>> 24;
    if (version < 2) throw new RangeError('an entry without a type');
    const id = item.number(version === 2 ? 2 : 4);
    item.number(2);
    items.set(id, item.name());
  }
  return items;
}

/** @returns for each item that lies in the file itself its extents. */
function locationsIn(locations: Uint8Array): readonly (readonly [id: number, Extent[]])[] {
  const reader = new Reader(locations);
  const version = reader.number(4) >>> 24;
  const sizes = reader.number(2);
  const [offsetSize, lengthSize] = [sizes >>> 12, (sizes >>> 8) & 15];
  const [baseSize, indexSize] = [(sizes >>> 4) & 15, version > 0 ? sizes & 15 : 0];
  const items: (readonly [number, Extent[]])[] = [];
  for (let count = reader.number(version < 2 ? 2 : 4); count > 0; count--) {
    const id = reader.number(version < 2 ? 2 : 4);
    const method = version > 0 ? reader.number(2) & 15 : 0;
    const reference = reader.number(2);
    const base = reader.number(baseSize);
    const extents: Extent[] = [];
    for (let left = reader.number(2); left > 0; left--) {
      reader.number(indexSize);
      const start = base + reader.number(offsetSize);
      extents.push([start, start + reader.number(lengthSize)]);
    }
    if (method === 0 && reference === 0) items.push([id, extents]);
  }
  return items;
}
