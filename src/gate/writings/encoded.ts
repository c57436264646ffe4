import { fromBase64, fromBase64url } from '../../bytes/base64.ts';
import { fromHex } from '../../bytes/hex.ts';
import { LIMITS, hasMagic } from '../decoder.ts';
import type { Layer } from '../decoder.ts';
import { mayBeDeflate, mayBeFixedText } from './deflate-start.ts';
import { runsOf } from './letter-runs.ts';
import type { Writing, WritingContext } from './writing.ts';

const BASE64_LINES = /^(?:[A-Za-z\d+/]{60,76}\r?\n)+[A-Za-z\d+/]+={0,2}/gm;
/** A data URL says itself what it is: one that cannot be read is no accident. */
const DATA_URL = /data:[\w/+.-]*(?:;[\w=.-]+)*;base64,([\w+/=-]+)/gi;
/** How many runs of one text are tried as compressed data without a signature. */
const MAX_TRIES = 200;
/** So many bytes may follow a stream. */
const MOST_UNUSED = 8;
/** The sum behind a stream in a zlib wrapper. */
const ADLER_SIZE = 4;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Formats known by their first bytes, that anybody may have packed into a text. */
const MAGICS = [
  '\u001F\u008B\u0008',
  '(\u00B5/\u00FD',
  'PK\u0003\u0004',
  '%PDF',
  '\u0089PNG',
  '\u00FF\u00D8\u00FF',
  'GIF8',
  'RIFF',
  'wOF2',
  'wOFF',
  'OTTO',
  'OggS',
  'fLaC',
  'ID3',
];

const dataUrls: Writing = function* (text) {
  if (!text.includes(';') || !/;base64,/i.test(text)) return;
  for (const [, data = ''] of text.matchAll(DATA_URL)) {
    const bytes = decodeBase64(data);
    if (bytes?.length) yield { kind: 'bytes', name: 'data-url', bytes, isDeclared: true };
  }
};

/** Base64, base64url, base32 and hexadecimal runs: as files of their own, and compressed ones too. */
const runs: Writing = function* (text, context) {
  const found = runsOf(text);
  const attempts = { tries: { left: MAX_TRIES }, ...context };
  for (const { run, start } of found.base64) {
    if (isOfDataUrl(text, start)) continue;
    for (const part of partsOf(run))
      if (isPromisingBase64(part)) yield* contents('base64', decodeBase64(part), attempts);
  }
  if (found.hasLines)
    for (const [lines] of text.matchAll(BASE64_LINES))
      yield* contents('base64', decodeBase64(lines.replace(/\s/g, '')), attempts);
  for (const { run } of found.base32) yield* contents('base32', fromBase32(run), attempts);
  for (const { run } of found.hex) yield* contents('hex', fromHex(run), attempts);
};

/** In an address the slash also parts folders, and data may be what stands behind one. */
function* partsOf(run: string): Iterable<string> {
  yield run;
  let from = run.indexOf('/') + 1;
  for (let tries = 0; from > 0 && tries < 8 && run.length - from >= 12; tries++) {
    yield run.slice(from);
    from = run.indexOf('/', from) + 1;
  }
}

interface Attempts extends WritingContext {
  readonly tries: { left: number };
}

function* contents(
  name: string,
  bytes: Uint8Array | null,
  { tries, ports }: Attempts,
): Iterable<Layer> {
  if (!bytes || bytes.length < 6) return;
  if (isText(bytes) || hasAnyMagic(bytes)) return yield { kind: 'bytes', name, bytes };
  const isZlib =
    ((bytes[0] ?? 0) & 15) === 8 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0;
  if (bytes.length < 16) return;
  const stream = isZlib ? bytes.subarray(2) : bytes;
  const unused = isZlib ? MOST_UNUSED + ADLER_SIZE : MOST_UNUSED;
  if (!mayBeDeflate(stream) || !mayBeFixedText(stream, unused)) return;
  if (tries.left-- <= 0) return;
  try {
    const unpack = isZlib ? ports.inflate : ports.inflateRaw;
    const { bytes: inner, used } = unpack(bytes, LIMITS.layerBytes);
    // A stream that ends early came out of noise.
    if (used >= bytes.length - MOST_UNUSED && isText(inner))
      yield { kind: 'bytes', name: `${name}/deflate`, bytes: inner };
  } catch {
    // Random bytes, as hashes and keys are: nothing was packed.
    return;
  }
}

/** Told from the first letters, because nearly every long word is a run of base64 letters. */
function isPromisingBase64(run: string): boolean {
  // Words are of one case; of encoded letters hardly any run is.
  if (!/[A-Z]/.test(run) || !/[a-z]/.test(run)) return false;
  const head = headOf(run);
  if (!head) return false;
  if (hasAnyMagic(head)) return true;
  // Deflate says nothing at its start.
  return isText(head, true) || (run.length >= 24 && /\d/.test(run));
}

const MAGIC_STARTS = new Set(MAGICS.map((magic) => magic.charCodeAt(0)));

function hasAnyMagic(bytes: Uint8Array): boolean {
  return MAGIC_STARTS.has(bytes[0] ?? 0) && MAGICS.some((magic) => hasMagic(bytes, magic));
}

const SIXTH_BITS = Uint8Array.from({ length: 128 }, (_each, code) => {
  const letter = String.fromCharCode(code).replace('-', '+').replace('_', '/');
  return Math.max(0, `${LETTERS}+/`.indexOf(letter));
});
const head = new Uint8Array(12);

/**
 * @returns the first bytes of a run, until the next call; null if a letter is missing. By hand, because
 *   every long name in a program gets here.
 */
function headOf(run: string): Uint8Array | null {
  const end = run.indexOf('=');
  const count = Math.min(end < 0 ? run.length : end, run.length >= 16 ? 16 : 12);
  if (count % 4 === 1) return null;
  let bits = 0;
  let held = 0;
  let size = 0;
  for (let at = 0; at < count; at++) {
    held = ((held << 6) | (SIXTH_BITS[run.charCodeAt(at)] ?? 0)) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    head[size++] = held >> bits;
  }
  return head.subarray(0, size);
}

function decodeBase64(run: string): Uint8Array | null {
  const letters = run.replace(/=+$/, '');
  return /[-_]/.test(letters)
    ? fromBase64url(letters.replaceAll('+', '-').replaceAll('/', '_'))
    : fromBase64(letters);
}

function isOfDataUrl(text: string, index: number): boolean {
  return /;base64,$/i.test(text.slice(Math.max(0, index - 8), index));
}

/**
 * Whether bytes are UTF-8 without control characters.
 *
 * @param isCut - whether the last character may be cut off.
 */
function isText(bytes: Uint8Array, isCut = false): boolean {
  const sample = bytes.subarray(0, 4096);
  for (let at = 0; at < sample.length;) {
    const first = sample[at] ?? 0;
    if (first < 0x20 ? first < 9 || first > 13 : first === 0x7f) return false;
    const more =
      first < 0x80
        ? 0
        : first >= 0xc2 && first < 0xe0
          ? 1
          : first >= 0xe0 && first < 0xf0
            ? 2
            : first >= 0xf0 && first < 0xf5
              ? 3
              : -1;
    if (more < 0) return false;
    for (let next = at + 1; next <= at + more; next++) {
      const byte = sample[next];
      if (byte === undefined) return isCut || sample.length < bytes.length;
      if ((byte & 0xc0) !== 0x80) return false;
    }
    at += more + 1;
  }
  return true;
}

/** RFC 4648 §6. */
function fromBase32(run: string): Uint8Array {
  const bytes: number[] = [];
  let [bits, value] = [0, 0];
  for (const letter of run.replace(/=+$/, '')) {
    value = ((value << 5) | 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >> bits) & 0xff);
  }
  return Uint8Array.from(bytes);
}

export const ENCODED: readonly Writing[] = [dataUrls, runs];
