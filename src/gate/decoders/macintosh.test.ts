import { expect, test } from 'vitest';
import { Unreadable } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { appleDouble, icns } from './macintosh.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const u32 = (...values: number[]) =>
  Uint8Array.from(values.flatMap((value) => [24, 16, 8, 0].map((shift) => (value >> shift) & 255)));

function read(decoder: FileDecoder, bytes: Uint8Array): readonly Layer[] {
  expect(decoder.accepts(bytes, 'file')).toBe(true);
  return [...(decoder.layers(bytes, {} as never) as Iterable<Layer>)];
}
const filesIn = (layers: readonly Layer[]) =>
  layers.flatMap((layer) =>
    layer.kind === 'bytes' ? [new TextDecoder().decode(layer.bytes)] : [],
  );

const plist = ascii('bplist00 Harbour');
/** As macOS 14 writes it: the Finder's 32 bytes with one attribute behind them, and a fork of resources. */
function double(fork: number): Uint8Array {
  const name = ascii('com.apple.metadata:x\0');
  const entry = joined(u32(160, plist.length), Uint8Array.of(0, 0, name.length), name);
  const attributes = joined(ascii('ATTR'), u32(0, 176, 160, plist.length, 0, 0, 0), u32(1), entry);
  const head = joined(u32(0x00051607, 0x00020000), ascii('Mac OS X        '), Uint8Array.of(0, 2));
  const parts = joined(u32(9, 50, 126), u32(2, 176, fork));
  const before = joined(head, parts, new Uint8Array(34), attributes);
  return joined(before, new Uint8Array(160 - before.length), plist, new Uint8Array(fork));
}

test('attributes that macOS packs beside a file are read, each list of properties as a file', () => {
  expect(filesIn(read(appleDouble, double(286)))).toEqual(['bplist00 Harbour']);
});

test('resources of an old program are refused, and so is what is cut', () => {
  expect(() => read(appleDouble, double(300))).toThrow(Unreadable);
  expect(() => read(appleDouble, double(286).subarray(0, 170))).toThrow(Unreadable);
});

test('pictures in an icon are files', () => {
  const picture = ascii('\u0089PNG Harbour').slice(1);
  picture[0] = 0x89;
  const icon = joined(
    ascii('icns'),
    u32(16 + picture.length),
    ascii('ic07'),
    u32(8 + picture.length),
  );
  expect(filesIn(read(icns, joined(icon, picture)))).toHaveLength(1);
  expect(() => read(icns, icon)).toThrow(Unreadable);
});
