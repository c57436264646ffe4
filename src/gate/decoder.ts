import type { CleanFiles } from './clean-files.ts';
import { credentialStrings } from './cbor-strings.ts';
import { embeddedFiles } from './embedded-files.ts';
import type { CopyUnits } from './letters/text-units.ts';
import type { createScanner } from './scanner.ts';
import { sizedStrings } from './sized-strings.ts';

/** What came out of a decompressor. */
export interface Unpacked {
  readonly bytes: Uint8Array;
  /** How many bytes of what went in belonged to it: what follows is something else. */
  readonly used: number;
}

/** @throws if the input is broken, or larger than `maxSize` when unpacked. */
export type Decompressor = (bytes: Uint8Array, maxSize: number) => Unpacked;

/** What only the machine around the gate can do. */
export interface GatePorts {
  /** Deflate in a zlib wrapper (RFC 1950). */
  readonly inflate: Decompressor;
  /** Deflate as it is (RFC 1951). */
  readonly inflateRaw: Decompressor;
  readonly brotli: Decompressor;
  /** The first frame, if there are several. */
  readonly zstd: Decompressor;
  /** Time spent so far, in milliseconds from any fixed point: only differences are looked at. */
  clockMs(): number;
  /** Copies a text, if the machine does that faster than letter by letter. */
  readonly copyUnits?: CopyUnits;
  /**
   * What a raster image shows, or the pages of a PDF, as layers. Asked once for each at any depth; what
   * it throws makes that unreadable.
   */
  readPixels?(bytes: Uint8Array): Promise<readonly Layer[]>;
  /** Opens what files are searched with, if that is not to be done here, one after the other. */
  readonly openScanner?: typeof createScanner;
  /** Files that were clean before. Not asked for pictures whose pixels are read. */
  readonly clean?: CleanFiles;
}

interface Named {
  /** The way to it, such as `html` or `attribute`; empty for the file's own text. */
  readonly name: string;
  /** Whether the file chose the name, as that of an archive's member: then it is searched too. */
  readonly isNameGiven?: true;
}

/** A text somebody could read in a file. */
export interface TextLayer extends Named {
  readonly kind: 'text';
  readonly text: string;
  /** Whether it was read off a picture, where letters of like shape are mixed up. */
  readonly isSeen?: true;
  /** Whether it is letters that coded data happens to hold, among which a short term stands by chance. */
  readonly isCoded?: true;
}

/** Bytes inside a file, which are looked at as a file of their own. */
export interface BytesLayer extends Named {
  readonly kind: 'bytes';
  /** Whether a text says that this is a file, and it does not only look like one. */
  readonly isDeclared?: true;
  readonly bytes: Uint8Array;
}

/** Something that a picture shows, and that is a finding as such. */
export interface SightLayer extends Named {
  readonly kind: 'sight';
  readonly rule: 'client-logo' | 'recoverable-blur' | 'hidden-original';
  /** The id of the term it shows. */
  readonly term: string | null;
}

/** A day that a format keeps as a number. The search for terms passes it over: it is no text. */
export interface TimeLayer extends Named {
  readonly kind: 'time';
  /** `2026-07-01`, where the author was, or in UTC if the format says no more. */
  readonly day: string;
}

export type Layer = TextLayer | BytesLayer | SightLayer | TimeLayer;

/** @returns the layer for a time; none for one that cannot be, as where a program writes zeros. */
export function timeLayer(name: string, year: number, month: number, day: number): TimeLayer[] {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isReal || year < 1985 || year > 2107) return [];
  return [{ kind: 'time', name, day: date.toISOString().slice(0, 10) }];
}

/** @returns the layer for seconds since 1970. */
export function unixTimeLayer(name: string, seconds: number): TimeLayer[] {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime())
    ? []
    : timeLayer(name, date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** Why a file could not be read. Thrown by decoders; the scan turns it into a finding. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** Takes one format of files apart. Never returns quietly from what it could not read: it throws. */
export interface FileDecoder {
  readonly name: string;
  /** Whether what it takes apart is a picture, or pages that can be drawn, to be looked at as well. */
  readonly isLookedAt?: true;
  /** Judged by the bytes; `file` only decides where bytes cannot. */
  accepts(bytes: Uint8Array, file: string): boolean;
  /** @throws Unreadable */
  layers(bytes: Uint8Array, ports: GatePorts): Iterable<Layer> | AsyncIterable<Layer>;
}

/** What one file may unfold into, before it is refused as a bomb. */
export const LIMITS = {
  depth: 8,
  layerBytes: 64 * 1024 * 1024,
  totalBytes: 256 * 1024 * 1024,
  /** How many times as large as what it lies in a layer may be, if it is large at all. */
  ratio: 200,
  /** By the ports' clock, for one file; reading pixels is not counted. */
  timeMs: 120_000,
};

/** Small things may be as repetitive as they like. */
const LARGE = 4 * 1024 * 1024;

/** @returns whether a layer of `size` can have come honestly out of `packed` bytes. */
export function isHonestRatio(size: number, packed: number): boolean {
  return size <= LARGE || size <= packed * LIMITS.ratio;
}

/** Stands for any byte in a magic. */
export const ANY_BYTE = '\uFFFF';

/** @returns whether `bytes` holds `magic` (Latin-1, or `ANY_BYTE`) at `offset`. */
export function hasMagic(bytes: Uint8Array, magic: string, offset = 0): boolean {
  for (let index = 0; index < magic.length; index++)
    if (bytes[offset + index] !== magic.charCodeAt(index) && magic[index] !== ANY_BYTE)
      return false;
  return true;
}

/** Beyond this, metadata is read in the charsets that programs write today alone. */
const MAX_LEGACY = 64 * 1024;
const LEGACY = ['windows-1252', 'shift_jis', 'euc-jp', 'windows-1251', 'koi8-u', 'ibm866'];

/** Latin letters in UTF-16, which are read as such: between zeros each would be a word. */
const WIDE = /(?:[ -~]\0){3,}|(?:\0[ -~]){3,}/g;

function narrow(charset: string, bytes: Uint8Array): string {
  return new TextDecoder(charset).decode(bytes).replace(WIDE, (run) => ' '.repeat(run.length));
}

/**
 * @returns the bytes as text in every way a reader might try: UTF-8, both UTF-16 from any byte on, strings by
 *   themselves whose sizes are letters, and where there are bytes beyond ASCII, the charsets of old programs. Files that lie among them come last.
 */
export function* asTexts(name: string, bytes: Uint8Array): Iterable<TextLayer | BytesLayer> {
  if (bytes.length === 0) return;
  yield* texts(name, bytes);
  for (const file of embeddedFiles(bytes))
    yield { kind: 'bytes', name: `${name}/file`, bytes: file };
}

function* texts(name: string, bytes: Uint8Array): Iterable<TextLayer> {
  yield { kind: 'text', name, text: narrow('utf-8', bytes) };
  for (const charset of ['utf-16le', 'utf-16be'])
    for (const start of [0, 1])
      yield {
        kind: 'text',
        name: `${name}/${charset}`,
        text: new TextDecoder(charset).decode(bytes.subarray(start)),
      };
  const sized = [...sizedStrings(bytes)].map((each) => narrow('utf-8', each));
  const strings = [...sized, ...credentialStrings(bytes)];
  if (strings.length > 0) yield { kind: 'text', name: `${name}/strings`, text: strings.join('\n') };
  if (bytes.length > MAX_LEGACY || bytes.every((byte) => byte < 128 && byte !== 0x1b)) return;
  for (const charset of bytes.includes(0x1b) ? [...LEGACY, 'iso-2022-jp'] : LEGACY)
    yield {
      kind: 'text',
      name: `${name}/${charset}`,
      text: narrow(charset, bytes),
    };
}
