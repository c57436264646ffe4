import { indexOfMark } from '../../bytes/marks-in-bytes.ts';
import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { codedRuns } from './strings.ts';

const STL_HEADER = 84;
const TRIANGLE = 50;

/**
 * Solids of triangles (binary STL): its header, and letters in a row among the numbers. Known by its size, since
 * the header may hold anything.
 *
 * @see 3D Systems, "StereoLithography Interface Specification" (1988), binary format.
 */
export const stl: FileDecoder = {
  name: 'stl',
  accepts: (bytes) => {
    if (bytes.length < STL_HEADER + TRIANGLE) return false;
    const count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(80, true);
    return STL_HEADER + TRIANGLE * count === bytes.length;
  },
  *layers(bytes) {
    yield* asTexts('header', bytes.subarray(0, STL_HEADER - 4));
    yield* codedRuns('numbers', bytes.subarray(STL_HEADER - 4));
  },
};

const PLY_END = 'end_header';

/**
 * Clouds of points and polygons with numbers in binary (PLY), splats too: its header as text, letters in a row among
 * the numbers.
 *
 * @see Greg Turk, "The PLY Polygon File Format" (1994).
 */
export const ply: FileDecoder = {
  name: 'ply',
  accepts: (bytes) =>
    ['ply\n', 'ply\r'].some((magic) => hasMagic(bytes, magic)) &&
    new TextDecoder('latin1').decode(bytes.subarray(0, 64)).includes('format binary_'),
  *layers(bytes) {
    const mark = indexOfMark(bytes, PLY_END);
    if (mark < 0) throw new Unreadable('ply: ends before its numbers');
    const end = mark + PLY_END.length;
    yield* asTexts('header', bytes.subarray(0, end));
    yield* codedRuns('numbers', bytes.subarray(end));
  },
};

const LENGTH = 8;

/**
 * Weights of a model (safetensors): what describes them as a file, letters in a row among the numbers.
 *
 * @see README of huggingface/safetensors, "Format".
 */
export const safetensors: FileDecoder = {
  name: 'safetensors',
  accepts: (bytes) => bytes.length > LENGTH && hasMagic(bytes, '\0\0\0{"', 5),
  *layers(bytes): Iterable<Layer> {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = LENGTH + view.getUint32(0, true);
    if (end > bytes.length) throw new Unreadable('safetensors: shorter than it says');
    yield { kind: 'bytes', name: 'header', bytes: bytes.subarray(LENGTH, end) };
    yield* codedRuns('numbers', bytes.subarray(end));
  },
};
