import { fc, test as property } from '@fast-check/vitest';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { boxesIn } from '../bytes/iso-boxes.ts';
import { avifSlot } from './avif.ts';

const STORE = new Uint8Array(1234).fill(7);

/** With a second item behind the first: the alpha channel. */
let picture: Uint8Array;
beforeAll(async () => {
  const raw = Uint8Array.from({ length: 64 * 48 * 4 }, (_, index) => (index * 7919) % 251);
  const image = sharp(raw, { raw: { width: 64, height: 48, channels: 4 } });
  picture = new Uint8Array(await image.avif().toBuffer());
});

function withStore(bytes: Uint8Array): Uint8Array {
  const size = avifSlot(bytes, 0).wrap(STORE).length;
  const { before, after, wrap } = avifSlot(bytes, size);
  return Uint8Array.from([...before, ...wrap(STORE), ...after]);
}

/** The same picture with its table of items in the layout of another version of the format. */
function relocated(write: (view: DataView) => Uint8Array): Uint8Array {
  const [ftyp, meta, mdat] = boxesIn(picture, [0, picture.length]);
  if (!ftyp || !meta || !mdat) throw new Error('expected three boxes');
  const [from, to] = meta.extent;
  const parts = boxesIn(picture, [from + 4, to]);
  const iloc = parts.find(({ type }) => type === 'iloc');
  if (!iloc) throw new Error('expected a table of items');
  const end = iloc.extent[1];
  const old = picture.slice(iloc.start, end);
  const table = write(new DataView(old.buffer));
  const bytes = Uint8Array.from([
    ...picture.subarray(0, iloc.start),
    ...table,
    ...picture.subarray(end),
  ]);
  new DataView(bytes.buffer).setUint32(meta.start, to - meta.start + table.length - old.length);
  return bytes;
}

/** Version 1, where each extent has its own place, of eight bytes. libheif gives each item a base. */
function longTable(old: DataView): Uint8Array {
  const count = old.getUint16(14);
  const view = new DataView(new ArrayBuffer(16 + count * 20));
  const grown = view.byteLength - old.byteLength;
  view.setUint32(0, view.byteLength);
  view.setUint32(4, old.getUint32(4));
  view.setUint32(8, 1 << 24);
  view.setUint16(12, 0x8400);
  view.setUint16(14, count);
  for (let index = 0; index < count; index++) {
    const [from, to] = [16 + index * 18, 16 + index * 20];
    view.setUint16(to, old.getUint16(from));
    view.setUint16(to + 6, 1);
    view.setBigUint64(to + 8, BigInt(old.getUint32(from + 4) + grown));
    view.setUint32(to + 16, old.getUint32(from + 14));
  }
  return new Uint8Array(view.buffer);
}

const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();

describe('a store in an AVIF picture', () => {
  test('moves both its pictures, the one of colours and the one of alpha', async () => {
    expect(await pixels(withStore(picture))).toEqual(await pixels(picture));
    const marked = withStore(picture);
    const types = boxesIn(marked, [0, marked.length]).map(({ type }) => type);
    expect(types).toEqual(['ftyp', 'uuid', 'meta', 'mdat']);
  });

  test('moves the extents of an item that has no base', async () => {
    const other = relocated(longTable);
    expect(await pixels(other)).toEqual(await pixels(picture));
    expect(await pixels(withStore(other))).toEqual(await pixels(picture));
  });

  test('is refused for a film and for what is no AVIF picture', () => {
    const film = Uint8Array.from([...picture, 0, 0, 0, 8, ...Buffer.from('moov')]);
    expect(() => avifSlot(film, 0)).toThrow('a film');
    expect(() => avifSlot(picture.subarray(28), 0)).toThrow('not an AVIF');
    expect(() => avifSlot(picture.subarray(0, -1), 0)).toThrow('past the end');
    const padded = Uint8Array.from([...picture, 0, 0, 0, 0]);
    expect(() => avifSlot(padded, 0)).toThrow('behind the last box');
  });

  property.prop([fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 })])(
    'of damaged bytes is put in or refused, never half',
    (changes) => {
      const bytes = Uint8Array.from(picture);
      for (const [at, byte] of changes) bytes[at % 396] = byte;
      try {
        expect(withStore(bytes).length).toBeGreaterThan(bytes.length + STORE.length);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    },
  );
});
