import { isText } from './data-start.ts';
import { fromBase64, fromBase64url } from '../../bytes/base64.ts';
import { fromHex } from '../../bytes/hex.ts';
import { fromBase32 } from './base32.ts';
import { fromBase58 } from './base58.ts';
import { isPromisingBase64 } from './base64-start.ts';
import { attemptsIn, contents } from './encoded-contents.ts';
import { runsOf } from './letter-runs.ts';
import type { Base64Run } from './letter-runs.ts';
import { protectedMail } from './protected-mail.ts';
import type { Writing } from './writing.ts';

/** The first line may stand behind a quote, breaks that were escaped are spaces now, and XML and YAML indent lines. */
const BASE64_LINES = /(?:[A-Za-z\d+/]{60,78}(?:\r?\n[\t ]{0,16}| ))+[A-Za-z\d+/]+={0,2}/y;
const LEAST_LINE = 60;
/** Of LDIF, which breaks them latest (RFC 2849). */
const MOST_LINE = 78;
/** A data URL says itself what it is: one that cannot be read is no accident. */
const DATA_URL = /data:[\w/+.-]*(?:;[\w=.-]+)*;base64,([\w+/=-]+)/gi;
const SLASH = 0x2f;
const COMMA = 0x2c;
/** So many folders of an address are left out before what may be data, which has so many letters. */
const MOST_PARTS = 8;
const LEAST_PART = 12;

const dataUrls: Writing = function* (text) {
  if (!text.includes('64,') || !/;base64,/i.test(text)) return;
  for (const [, data = ''] of text.matchAll(DATA_URL)) {
    const bytes = decodeBase64(data);
    if (bytes?.length) yield { kind: 'bytes', name: 'data-url', bytes, isDeclared: true };
  }
};

/** Base64, base64url, base58, base32 and hexadecimal runs: as files of their own, and compressed ones too. */
const runs: Writing = function* (text, context) {
  const found = runsOf(text);
  const attempts = attemptsIn(context);
  for (const run of found.base64) {
    if (isOfDataUrl(text, run.start)) continue;
    for (const part of promisingPartsOf(text, run)) {
      const bytes = decodeBase64(text.slice(part.start, part.paddedEnd));
      if (bytes && (isText(bytes) || !isLine(text, run)))
        yield* contents('base64', bytes, attempts);
    }
    for (const bytes of fromBase58(text, run)) yield* contents('base58', bytes, attempts);
  }
  if (found.hasLines)
    for (const lines of linesIn(text, found.base64))
      yield* contents('base64', decodeBase64(lines.replace(/\s/g, '')), attempts);
  for (const { run } of found.oneCase)
    for (const { name, bytes } of fromBase32(run)) yield* contents(name, bytes, attempts);
  for (const { run } of found.hex) {
    const bytes = fromHex(run);
    yield* contents('hex', bytes, attempts);
    const mail = protectedMail(bytes);
    if (mail !== null) yield { kind: 'text', name: 'protected-mail', text: mail };
  }
};

function* linesIn(text: string, runs: readonly Base64Run[]): Iterable<string> {
  let read = 0;
  for (const run of runs) {
    if (run.start < read || !isLine(text, run)) continue;
    BASE64_LINES.lastIndex = run.start;
    const lines = BASE64_LINES.exec(text)?.[0] ?? '';
    read = run.start + lines.length;
    if (lines !== '') yield lines;
  }
}

/** Whether it is one of several lines, which are read together: by itself it would be a file that is cut. */
function isLine(text: string, { start, end }: Base64Run): boolean {
  const size = end - start;
  if (size < LEAST_LINE || size > MOST_LINE) return false;
  return /^(?:\r?\n[\t ]{0,16}| )[A-Za-z\d+/]{4}/.test(text.slice(end, end + 22));
}

/** In an address the slash also parts folders, and data may be what stands behind one. */
function promisingPartsOf(text: string, run: Base64Run): readonly Base64Run[] {
  const isPromising = isPromisingBase64(text, run);
  // Nearly all are long names.
  if (!run.hasSlash) return isPromising ? [run] : NONE;
  const parts = [run];
  const { end, paddedEnd } = run;
  for (let at = run.start; at < end && parts.length <= MOST_PARTS; at++)
    if (text.charCodeAt(at) === SLASH && paddedEnd - at > LEAST_PART)
      parts.push({ ...run, start: at + 1 });
  return parts.filter((part) => (part === run ? isPromising : isPromisingBase64(text, part)));
}

const NONE: readonly Base64Run[] = [];

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

export const ENCODED: readonly Writing[] = [dataUrls, runs];
