import { concat } from '../bytes/concat.ts';
import { toUtf8 } from '../bytes/utf8.ts';

/** The kinds of superbox a manifest store is built of, by the four letters their UUIDs start with. */
export type BoxKind = 'c2pa' | 'c2ma' | 'c2as' | 'c2cl' | 'c2cs' | 'cbor';

const UUID_END = [0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71];
/** Can be asked for by name, and has one. */
const REQUESTABLE_WITH_LABEL = 0x03;
/** A box says its size and its type in this many bytes. */
const HEADER_SIZE = 8;

/** @returns one ISO box: its size, its type, its content. */
export function box(type: string, ...content: readonly Uint8Array[]): Uint8Array {
  const body = concat(content);
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, HEADER_SIZE + body.length);
  return concat([size, toUtf8(type), body]);
}

/** @see ISO 19566-5, Annex A. */
export function superbox(
  kind: BoxKind,
  label: string,
  ...content: readonly Uint8Array[]
): Uint8Array {
  const uuid = [...toUtf8(kind), ...UUID_END];
  const description = Uint8Array.from([...uuid, REQUESTABLE_WITH_LABEL, ...toUtf8(label), 0]);
  return box('jumb', box('jumd', description), ...content);
}

/** @returns what references hash: everything in a box but its size and type. */
export function boxContent(whole: Uint8Array): Uint8Array {
  return whole.subarray(HEADER_SIZE);
}
