import { parseJson } from '../bytes/json.ts';
import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';
import type { Locale } from '../schemas/locale.ts';

// What is inside a sealed page: four bytes that say how long the JSON after them is (big-endian),
// the JSON, the bytes of its files one after the other, and zeros up to the next size.

/** A file inside a sealed page: a picture of it, or one to keep, such as a calendar entry. */
export interface SealedFile {
  /** What a copy of it is called; null for a picture that is shown. */
  readonly name: string | null;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** What one reader gets to see. */
export interface SealedContent {
  readonly title: string;
  readonly lang: Locale;
  /** Elements with `data-sealed="N"` stand for the file of that number. */
  readonly html: string;
  readonly files: readonly SealedFile[];
}

/** The JSON. What opens at all was written here: age would not open what somebody changed. */
interface Head {
  readonly format: typeof FORMAT;
  readonly title: string;
  readonly lang: Locale;
  readonly html: string;
  readonly files: readonly (Omit<SealedFile, 'bytes'> & { readonly size: number })[];
}

const FORMAT = 'colophon-sealed/1';
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
export function packSealed({ title, lang, html, files }: SealedContent): Uint8Array {
  const list = files.map(({ name, type, bytes }) => ({ name, type, size: bytes.length }));
  const said: Head = { format: FORMAT, title, lang, html, files: list };
  const head = toUtf8(JSON.stringify(said));
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, LENGTH_SIZE + head.length);
  const packed = new Uint8Array(paddedSize(size));
  new DataView(packed.buffer).setUint32(0, head.length);
  let at = LENGTH_SIZE;
  for (const bytes of [head, ...files.map((file) => file.bytes)]) {
    packed.set(bytes, at);
    at += bytes.length;
  }
  return packed;
}

/** @returns what was packed; null if `bytes` are no such container. */
export function unpackSealed(bytes: Uint8Array): SealedContent | null {
  if (bytes.length < LENGTH_SIZE) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = LENGTH_SIZE + view.getUint32(0);
  const json = fromUtf8(bytes.subarray(LENGTH_SIZE, at));
  const head = json === null ? null : (parseJson(json) as Head | undefined);
  if (head?.format !== FORMAT) return null;
  const files: SealedFile[] = [];
  for (const { name, type, size } of head.files) {
    if (at + size > bytes.length) return null;
    files.push({ name, type, bytes: bytes.slice(at, at + size) });
    at += size;
  }
  const { title, lang, html } = head;
  return { title, lang, html, files };
}
