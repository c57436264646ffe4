import { expect, test } from 'vitest';
import { Unreadable } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { ply, safetensors, stl } from './solid.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const numbers = new Uint8Array(Float32Array.from({ length: 60 }, (_each, at) => at / 7).buffer);
const length = (size: number) => new Uint8Array(BigUint64Array.of(BigInt(size)).buffer);

function read(decoder: FileDecoder, bytes: Uint8Array): string {
  expect(decoder.accepts(bytes, 'file')).toBe(true);
  const layers = [
    ...(decoder.layers(bytes, {} as never) as Iterable<{ text?: string; bytes?: Uint8Array }>),
  ];
  return layers.map(({ text, bytes: inner }) => text ?? new TextDecoder().decode(inner)).join('\n');
}

const header = joined(ascii('Harbour Maritime'.padEnd(80)), Uint8Array.of(2, 0, 0, 0));
const solid = joined(header, new Uint8Array(100).fill(1));

test('the header of a solid of triangles is read, which is known by its size', () => {
  expect(read(stl, solid)).toContain('Harbour Maritime');
  expect(stl.accepts(solid.subarray(0, -1), 'file')).toBe(false);
  expect(stl.accepts(joined(solid, Uint8Array.of(1)), 'file')).toBe(false);
});

test('header and letters among the numbers of a cloud of points are read', () => {
  const start = ascii('ply\nformat binary_little_endian 1.0\ncomment Harbour\nend_header\n');
  expect(read(ply, joined(start, numbers, ascii('Maritime Trading'), numbers))).toMatch(
    /Harbour[^]*Maritime Trading/,
  );
  expect(() => read(ply, start.subarray(0, -4))).toThrow(Unreadable);
  expect(ply.accepts(ascii('ply\nformat ascii 1.0\n'), 'file')).toBe(false);
});

test('what describes weights is a file, and they may not be cut', () => {
  const json = ascii('{"__metadata__":{"author":"Harbour"}}');
  const weights = joined(length(json.length), json, numbers);
  expect(read(safetensors, weights)).toContain('"Harbour"');
  expect(() => read(safetensors, weights.subarray(0, 20))).toThrow(Unreadable);
});
