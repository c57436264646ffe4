import { parseJson } from '../bytes/json.ts';
import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';
import type { Locale } from '../schemas/locale.ts';

// What is inside a sealed page: four bytes that say how long the JSON after them is (big-endian),
// the JSON, the bytes of its files and then of its fonts one after the other, and zeros up to the
// next size.

/** A file inside a sealed page: a picture of it, or one to keep, such as a calendar entry. */
export interface SealedFile {
  /** What a copy of it is called; null for a picture that is shown. */
  readonly name: string | null;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A font with the letters of a sealed page, as the browser's `FontFace` takes it. */
export interface SealedFont {
  readonly family: string;
  readonly style: 'normal' | 'italic';
  readonly weight: string;
  /** As in `unicode-range`. */
  readonly ranges: string;
  /** WOFF2. */
  readonly bytes: Uint8Array;
}

/** What one reader gets to see. */
export interface SealedContent {
  readonly title: string;
  readonly lang: Locale;
  /** Elements with `data-sealed="N"` stand for the file of that number. */
  readonly html: string;
  readonly files: readonly SealedFile[];
  readonly fonts: readonly SealedFont[];
}

/** The JSON. What opens at all was written here: age would not open what somebody changed. */
interface Head {
  readonly format: typeof FORMAT;
  readonly title: string;
  readonly lang: Locale;
  readonly html: string;
  readonly files: readonly Sized<SealedFile>[];
  readonly fonts: readonly Sized<SealedFont>[];
}

/** In the JSON a size stands for the bytes. */
type Sized<T> = Omit<T, 'bytes'> & { readonly size: number };

const FORMAT = 'colophon-sealed/2';
const LENGTH_SIZE = 4;
const SMALLEST = 128 * 1024;

/**
 * The sizes a sealed page can have: each is larger than the one before by a factor of √2, so that
 * its length tells no more than half a power of two.
 */
export function paddedSize(size: number): number {
  let padded = SMALLEST;
  for (let step = 1; padded < size; step++) padded = Math.ceil(SMALLEST * 2 ** (step / 2));
  return padded;
}

/** @returns what is to be encrypted, padded. */
export function packSealed({ title, lang, html, files, fonts }: SealedContent): Uint8Array {
  const sized = { files: files.map(withSize), fonts: fonts.map(withSize) };
  const said: Head = { format: FORMAT, title, lang, html, ...sized };
  const head = toUtf8(JSON.stringify(said));
  const parts = [head, ...[...files, ...fonts].map(({ bytes }) => bytes)];
  const size = parts.reduce((sum, { length }) => sum + length, LENGTH_SIZE);
  const packed = new Uint8Array(paddedSize(size));
  new DataView(packed.buffer).setUint32(0, head.length);
  let at = LENGTH_SIZE;
  for (const bytes of parts) {
    packed.set(bytes, at);
    at += bytes.length;
  }
  return packed;
}

function withSize<T extends { readonly bytes: Uint8Array }>({ bytes, ...rest }: T) {
  return { ...rest, size: bytes.length };
}

/** @returns what was packed; null if `bytes` are no such container. */
export function unpackSealed(bytes: Uint8Array): SealedContent | null {
  if (bytes.length < LENGTH_SIZE) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = LENGTH_SIZE + view.getUint32(0);
  const json = fromUtf8(bytes.subarray(LENGTH_SIZE, at));
  const head = json === null ? null : (parseJson(json) as Head | undefined);
  if (head?.format !== FORMAT) return null;
  const { title, lang, html } = head;
  const sizes = [...head.files, ...head.fonts].reduce((sum, { size }) => sum + size, 0);
  if (at + sizes > bytes.length) return null;
  const cut = <T extends { readonly size: number }>({ size, ...rest }: T) => {
    at += size;
    return { ...rest, bytes: bytes.slice(at - size, at) };
  };
  return { title, lang, html, files: head.files.map(cut), fonts: head.fonts.map(cut) };
}
