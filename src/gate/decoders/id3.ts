import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { GatePorts, Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { pictureIn } from './pictures-in.ts';
import { unpack } from './unpack.ts';

/**
 * A tag before sound: all of it as strings, its pictures, and its packed frames.
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
  if (version >= 3) yield* frames(tag, version, flags, ports);
  else yield* pictures(tag);
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

/** @see sections 4.1 of version 2.4 and 3.3.1 of version 2.3: the flags differ. */
function* frames(
  tag: Uint8Array,
  version: number,
  tagFlags: number,
  ports: GatePorts,
): Iterable<Layer> {
  const cursor = new Cursor(tag, 'id3', 'big');
  if (tagFlags & 0x40) {
    const size = cursor.u32();
    cursor.skip(version === 4 ? syncSafe(size) - 4 : size);
  }
  const [packed, secret] = version === 4 ? [8, 4] : [0x80, 0x40];
  while (cursor.left >= 10 && tag[cursor.at] !== 0) {
    const name = cursor.latin1(4);
    const size = cursor.u32();
    const flags = cursor.u16();
    const data = cursor.take(version === 4 ? syncSafe(size) : size);
    if (flags & secret) throw new Unreadable('id3: a frame is encrypted');
    // The size when unpacked stands before the data.
    const content = flags & packed ? unpack('id3', data.subarray(4), ports.inflate).bytes : data;
    if (content !== data) yield* asTexts(`id3/${name}`, content);
    if (name === 'APIC') yield* pictureIn(content);
    // Any program may put any file here; what it is stands before it.
    if (name === 'GEOB' && content.length > 0) yield* asTexts('id3/GEOB', content);
  }
}

function* pictures(tag: Uint8Array): Iterable<Layer> {
  const text = new TextDecoder('latin1').decode(tag);
  for (const { index } of text.matchAll(/PIC/g)) yield* pictureIn(tag.subarray(index));
}

const TAIL = 256 * 1024;
const OLD_TAG_SIZE = 128;

/** @returns where tags behind sound may begin: APE, Lyrics3, ID3 of the first version. */
export function tailStart(bytes: Uint8Array): number {
  for (let at = Math.max(0, bytes.length - TAIL); at < bytes.length; at++)
    if (hasMagic(bytes, 'APETAGEX', at) || hasMagic(bytes, 'LYRICSBEGIN', at)) return at;
  const old = bytes.length - OLD_TAG_SIZE;
  return old >= 0 && hasMagic(bytes, 'TAG', old) ? old : bytes.length;
}
