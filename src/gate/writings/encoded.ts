import { fromBase64, fromBase64url } from '../../bytes/base64.ts';
import { fromHex } from '../../bytes/hex.ts';
import { LIMITS } from '../decoder.ts';
import type { Layer } from '../decoder.ts';
import { hasAnyMagic, isPromisingBase64, isText } from './base64-start.ts';
import { mayBeDeflate, mayBeFixedText } from './deflate-start.ts';
import { runsOf } from './letter-runs.ts';
import type { Base64Run } from './letter-runs.ts';
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
const SLASH = 0x2f;
const COMMA = 0x2c;
/** So many folders of an address are left out before what may be data, which has so many letters. */
const MOST_PARTS = 8;
const LEAST_PART = 12;

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
  for (const run of found.base64) {
    if (isOfDataUrl(text, run.start)) continue;
    for (const part of partsOf(text, run))
      if (isPromisingBase64(text, part))
        yield* contents('base64', decodeBase64(text.slice(part.start, part.paddedEnd)), attempts);
  }
  if (found.hasLines)
    for (const [lines] of text.matchAll(BASE64_LINES))
      yield* contents('base64', decodeBase64(lines.replace(/\s/g, '')), attempts);
  for (const { run } of found.base32) yield* contents('base32', fromBase32(run), attempts);
  for (const { run } of found.hex) yield* contents('hex', fromHex(run), attempts);
};

/** In an address the slash also parts folders, and data may be what stands behind one. */
function partsOf(text: string, run: Base64Run): readonly Base64Run[] {
  const parts = [run];
  const { end, paddedEnd } = run;
  for (let at = run.start; run.hasSlash && at < end && parts.length <= MOST_PARTS; at++)
    if (text.charCodeAt(at) === SLASH && paddedEnd - at > LEAST_PART)
      parts.push({ ...run, start: at + 1 });
  return parts;
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

function decodeBase64(run: string): Uint8Array | null {
  const letters = run.replace(/=+$/, '');
  return /[-_]/.test(letters)
    ? fromBase64url(letters.replaceAll('+', '-').replaceAll('/', '_'))
    : fromBase64(letters);
}

function isOfDataUrl(text: string, index: number): boolean {
  if (text.charCodeAt(index - 1) !== COMMA) return false;
  return /;base64,$/i.test(text.slice(Math.max(0, index - 8), index));
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
