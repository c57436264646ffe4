import { Unreadable, asTexts } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { base64Of } from './mail-headers.ts';

const START = /^[^<]*(?:<\?[^>]*>\s*)?<DataMashup\b[^>]*>([^<]*)/;
const HEAD = 512;

/**
 * Queries that Excel keeps beside its sheets (Power Query), with the names of servers and files: a zip behind a version
 * and its size, then permissions, what is known of the results, and what they are bound to.
 *
 * @see [MS-QDEFF] 1.0, section 2.2 ("Top-Level Binary Stream").
 */
export const dataMashup: FileDecoder = {
  name: 'data-mashup',
  accepts(bytes) {
    const head = bytes.subarray(0, HEAD);
    return mayStart(head) && START.test(textOf(head));
  },
  *layers(bytes): Iterable<Layer> {
    const text = textOf(bytes);
    yield { kind: 'text', name: 'text', text };
    const stream = base64Of(START.exec(text)?.[1] ?? '');
    const cursor = new Cursor(stream, 'data-mashup', 'little');
    if (cursor.u32() !== 0) throw new Unreadable('data-mashup: of a version that cannot be read');
    yield { kind: 'bytes', name: 'queries', bytes: cursor.take(cursor.u32()) };
    yield* asTexts('permissions', cursor.take(cursor.u32()));
    yield* asTexts('metadata', cursor.take(cursor.left));
  },
};

const BRACKET = 0x3c;
const QUESTION_MARK = 0x3f;
const D = 0x44;

/** Told from what stands behind the first bracket: most files that have one are HTML. */
function mayStart(head: Uint8Array): boolean {
  const bracket = head.indexOf(BRACKET);
  // In UTF-16 there is a zero between them.
  const next = head[bracket + 1] || head[bracket + 2];
  return bracket >= 0 && (next === QUESTION_MARK || next === D);
}

/** Excel writes it in UTF-16, with its mark. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(
    bytes,
  );
}
