import { concat } from '../bytes/concat.ts';
import type { Slot } from './container.ts';

const EMPTY = '/Length 0';
/** The empty stream at the end, and all that stands behind it. */
const END =
  /^\/Length 0\b([^%]*?stream\n)(\nendstream\nendobj\s+xref\n[^%]*startxref\n)(\d+)(\n%%EOF\s*)$/;

/**
 * @param prepared - what `withEmptyManifest` of pdf-manifest.ts gave.
 * @param size - of the store, in bytes: the stream says it, and the table moves on by as much.
 */
export function pdfSlot(prepared: Uint8Array, size: number): Slot {
  const text = new TextDecoder('latin1').decode(prepared);
  const at = text.lastIndexOf(EMPTY);
  const found = END.exec(text.slice(at));
  if (!found) throw new RangeError('not a PDF with an empty manifest at its end');
  const [, dictionary = '', table = '', place = '', end = ''] = found;
  const head = `/Length ${size}${dictionary}`;
  const grown = head.length - EMPTY.length - dictionary.length + size;
  return {
    before: concat([prepared.subarray(0, at), latin1(head)]),
    after: latin1(`${table}${Number(place) + grown}${end}`),
    wrap: (store) => store,
  };
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
