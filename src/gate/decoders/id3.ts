import { Unreadable, asTexts } from '../decoder.ts';
import type { GatePorts, Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { DESCRIPTION, pictureIn } from './pictures-in.ts';
import { unpack } from './unpack.ts';

/**
 * A tag before sound: all of it as strings, each frame by itself, packed ones too, and its pictures.
 *
 * @returns where the sound begins.
 * @throws Unreadable if it is cut or encrypted.
 * @see id3.org, "ID3 tag version 2.4.0 - Main Structure", sections 3 and 4.
 */
export function* id3(bytes: Uint8Array, ports: GatePorts): Generator<Layer, number> {
  const cursor = new Cursor(bytes, 'id3', 'big', 3);
  const version = cursor.u8();
  cursor.skip(1);
  const flags = cursor.u8();
  const stored = cursor.take(syncSafe(cursor.u32()));
  const tag = flags & 0x80 ? synchronised(stored) : stored;
  yield* asTexts('id3', tag);
  yield* version >= 3 ? frames(behindHeader(tag, version, flags), version, ports) : oldFrames(tag);
  return cursor.at + (flags & 0x10 ? 10 : 0);
}

/** Seven bits a byte, so that no tag looks like sound. */
function syncSafe(value: number): number {
  return (
    (value & 0x7f) |
    ((value & 0x7f00) >> 1) |
    ((value & 0x7f0000) >> 2) |
    ((value & 0x7f000000) >> 3)
  );
}

/** Takes out the zeros that were put behind each 255 for the same reason. */
function synchronised(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, index) => byte !== 0 || bytes[index - 1] !== 0xff);
}

/** Some tags have a further header before their frames. */
function behindHeader(tag: Uint8Array, version: number, flags: number): Cursor {
  const cursor = new Cursor(tag, 'id3', 'big');
  if ((flags & 0x40) === 0) return cursor;
  const size = cursor.u32();
  cursor.skip(version === 4 ? syncSafe(size) - 4 : size);
  return cursor;
}

/** @see sections 4.1 of version 2.4 and 3.3.1 of version 2.3: the flags differ. */
function* frames(cursor: Cursor, version: number, ports: GatePorts): Iterable<Layer> {
  const [packed, secret] = version === 4 ? [8, 4] : [0x80, 0x40];
  while (cursor.left >= 10 && cursor.bytes[cursor.at] !== 0) {
    const name = cursor.latin1(4);
    const size = cursor.u32();
    const flags = cursor.u16();
    const data = cursor.take(version === 4 ? syncSafe(size) : size);
    if (flags & secret) throw new Unreadable('id3: a frame is encrypted');
    // The size when unpacked stands before the data.
    const content = flags & packed ? unpack('id3', data.subarray(4), ports.inflate).bytes : data;
    yield* frame(name, content);
    if (name === 'CHAP') yield* frames(partsOf(content), version, ports);
  }
}

/** A frame by itself: among those of a cover a short name would be noise, and the next frame's name a part of it. */
function* frame(name: string, content: Uint8Array): Iterable<Layer> {
  const isPicture = name === 'APIC' || name === 'PIC';
  yield* asTexts(`id3/${name}`, isPicture ? content.subarray(0, DESCRIPTION) : content);
  if (isPicture) yield* pictureIn(content);
}

/** A chapter says what it is called here, and when it is, before its own frames. @see "ID3v2 Chapter Frame Addendum" 1.0. */
function partsOf(chapter: Uint8Array): Cursor {
  const cursor = new Cursor(chapter, 'id3', 'big', chapter.indexOf(0) + 1);
  cursor.skip(Math.min(16, cursor.left));
  return cursor;
}

/** @see id3.org, "ID3 tag version 2", section 3.2. */
function* oldFrames(tag: Uint8Array): Iterable<Layer> {
  const cursor = new Cursor(tag, 'id3', 'big');
  while (cursor.left >= 6 && tag[cursor.at] !== 0) {
    const name = cursor.latin1(3);
    yield* frame(name, cursor.take(cursor.u8() * 65_536 + cursor.u16()));
  }
}
