import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { stray } from './stray.ts';
import { runs } from './strings.ts';

const TYPE = /'descr': *'([<>|=])([a-zA-Z])(\d+)(?:\[[^']*)?'/;
const SHAPE = /'shape': *\(([\d, ]*)\)/;
const LETTER_SIZE = 4;

/**
 * Arrays of NumPy (npy; those of npz lie in a zip): strings one by one, letters in a row among numbers, and
 * what trails. Objects are refused: they are a program.
 *
 * @see numpy.lib.format, "Format Version 1.0" to "3.0".
 */
export const numpy: FileDecoder = {
  name: 'numpy',
  accepts: (bytes) => hasMagic(bytes, '\u0093NUMPY'),
  *layers(bytes) {
    const cursor = new Cursor(bytes, 'numpy', 'little', 6);
    const version = cursor.u8();
    cursor.skip(1);
    const header = new TextDecoder().decode(
      cursor.take(version === 1 ? cursor.u16() : cursor.u32()),
    );
    yield { kind: 'text', name: 'header', text: header };
    const [, order, kind = '', digits = ''] = TYPE.exec(header) ?? [];
    const shape = SHAPE.exec(header)?.[1];
    if (kind === '' || kind === 'O' || shape === undefined)
      throw new Unreadable(
        'numpy: holds objects or records, which cannot be read: export them as CSV',
      );
    const size = Number(digits) * (kind === 'U' ? LETTER_SIZE : 1);
    const count = shape.split(',').reduce((all, each) => all * (each.trim() ? Number(each) : 1), 1);
    const data = cursor.take(size * count);
    if (kind === 'U') yield strings(data, size, (each) => wide(each, order === '>'));
    else if (size > 1 && /[Sa]/.test(kind)) yield* narrow(data, size);
    else yield* size === 1 || /[SaV]/.test(kind) ? asTexts('data', data) : runs('data', data);
    yield* stray('trailing', bytes.subarray(cursor.at));
  },
};

function strings(
  data: Uint8Array,
  size: number,
  read: (value: Uint8Array) => string,
): Extract<Layer, { kind: 'text' }> {
  const values: string[] = [];
  for (let at = 0; size > 0 && at < data.length; at += size)
    values.push(read(data.subarray(at, at + size)));
  // Letters one by one are a text in a column of its own.
  const joint = size === LETTER_SIZE ? '' : '\n';
  return { kind: 'text', name: 'strings', text: values.join(joint) };
}

/** In each charset: nothing says which it is. */
function* narrow(data: Uint8Array, size: number): Iterable<Layer> {
  const lines = new Uint8Array((data.length / size) * (size + 1)).fill(10);
  for (let at = 0; at < data.length; at += size)
    lines.set(data.subarray(at, at + size), (at / size) * (size + 1));
  yield* asTexts('strings', lines);
}

const LAST_LETTER = 0x10ffff;

function wide(bytes: Uint8Array, isBig: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += LETTER_SIZE) {
    const code = view.getUint32(at, !isBig);
    if (code > LAST_LETTER) throw new Unreadable('numpy: damaged letters');
    if (code > 0) text += String.fromCodePoint(code);
  }
  return text;
}
