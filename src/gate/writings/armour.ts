import { fromAscii85 } from '../../bytes/ascii85.ts';
import { fromBase64 } from '../../bytes/base64.ts';
import { LIMITS, Unreadable, asTexts } from '../decoder.ts';
import { isDer } from '../decoders/der.ts';
import type { Layer } from '../decoder.ts';
import { attemptsIn, packedContents } from './encoded-contents.ts';
import { matchesFrom } from './writing.ts';
import type { Writing } from './writing.ts';

/** What begins a key, a certificate or a message in lines of base64 (RFC 7468; RFC 9580 §6.2). */
const BEGIN = /-----BEGIN ([A-Z\d][A-Z\d #.]{1,40})-----\s/g;
const HEADERS = /^(?:[A-Za-z-]{2,30}: [^\n]*\n)*/;
/** With the checksum that OpenPGP adds, and without any space. */
const DATA = /^([A-Za-z\d+/]{16,})={0,2}(?:=[A-Za-z\d+/]{4})?$/;

/** Certificates, keys and messages in lines of base64. */
export const armoured: Writing = function* (text) {
  // Lines of hyphens are met more often.
  if (!text.includes('BEGIN ') || !text.includes('-----BEGIN ')) return;
  for (const { 0: first, 1: label = '', index } of text.matchAll(BEGIN)) {
    const from = index + first.length;
    const to = text.indexOf('-----', from);
    if (to < 0 || !text.startsWith(`-----END ${label}-----`, to)) continue;
    const lines = text.slice(from, to).trimStart().replace(HEADERS, '');
    const [, data = ''] = DATA.exec(lines.replace(/\s/g, '')) ?? [];
    const bytes = data === '' ? null : fromBase64(data);
    if (!bytes) continue;
    const name = label.toLowerCase();
    if (isFile(bytes, label)) yield { kind: 'bytes', name, bytes, isDeclared: true };
    // Manuals show keys that are none. Those of OpenSSH hold their texts as they are.
    else yield* asTexts(name, bytes);
  }
};

function isFile(bytes: Uint8Array, label: string): boolean {
  return isDer(bytes) || label.startsWith('PGP ') || label.startsWith('AGE ');
}

/** How `uuencode` begins a file; its other form is base64 in lines. */
const UU_BEGIN = /^begin(-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?\n/my;

/** Uuencoded files, in mail of old and elsewhere (POSIX.1-2017, uuencode). */
const uuencoded: Writing = function* (text) {
  const begins = [...matchesFrom(text, 'begin', UU_BEGIN)];
  for (const [at, { 0: first, 1: isBase64, 2: given = '', index }] of begins.entries()) {
    // No file begins within another.
    const body = text.slice(index + first.length, begins[at + 1]?.index);
    const { bytes, isWhole } = isBase64 ? fromBase64Lines(body) : fromUuLines(body);
    const name = given.trim();
    if (bytes.length === 0) continue;
    if (isWhole) yield { kind: 'bytes', name, isNameGiven: true, bytes, isDeclared: true };
    else yield* asTexts('uuencode', bytes);
  }
};

interface Unpacked {
  readonly bytes: Uint8Array;
  /** Whether it ends as it should, with no line that is damaged. */
  readonly isWhole: boolean;
}

function fromBase64Lines(body: string): Unpacked {
  const [, data = '', end] = /^([A-Za-z\d+/=\s]*)(\n====)?/.exec(body) ?? [];
  const bytes = fromBase64(data.replace(/[\s=]/g, ''));
  return { bytes: bytes ?? new Uint8Array(), isWhole: end !== undefined };
}

function fromUuLines(body: string): Unpacked {
  const bytes: number[] = [];
  // Some write zeros as spaces, and those at the end of a line are lost on the way.
  const isCut = !body.includes('`');
  let isWhole = false;
  for (const line of body.split(/\r?\n/)) {
    isWhole = line === 'end';
    if (isWhole) break;
    const size = (line.charCodeAt(0) - 32) & 63;
    const length = 1 + Math.ceil(size / 3) * 4;
    // Some add a letter for a sum.
    const isLine = line.length - length === 0 || line.length - length === 1;
    if (!/^[ -`]+$/.test(line) || (!isLine && !(isCut && line.length < length))) break;
    if (bytes.length > LIMITS.layerBytes) throw new Unreadable('uuencode: is too large');
    bytes.push(...fromUuLine(line.slice(1), size));
  }
  return { bytes: Uint8Array.from(bytes), isWhole };
}

function fromUuLine(letters: string, size: number): readonly number[] {
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (let at = 0; bytes.length < size; at++) {
    held = ((held << 6) | (((letters.charCodeAt(at) || 32) - 32) & 63)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 255);
  }
  return bytes;
}

/** Adobe's brackets around ascii85. */
const ASCII85 = /<~([!-uz\s]{8,})~>/g;

/** Ascii85 between its brackets. */
export const ascii85: Writing = function* (text, context) {
  if (!text.includes('<~')) return;
  const attempts = attemptsIn(context);
  for (const [, data = ''] of text.matchAll(ASCII85))
    // In a string of a program or JSON, quotes and backslashes are escaped.
    for (const digits of new Set([data, data.replace(/\\(["\\/])/g, '$1')])) {
      const bytes = fromAscii85(new TextEncoder().encode(digits));
      yield { kind: 'bytes', name: 'ascii85', bytes };
      yield* packedContents('ascii85', bytes, attempts);
    }
};

/** What packs files into texts, is hardly met any more, and is not undone here. */
const UNDONE: readonly (readonly [marks: readonly string[], pattern: RegExp, name: string])[] = [
  [
    ['BinHex'],
    /\(This file must be converted with BinHex[^\n)]{0,40}\)\s*:[!-~]{20,}/,
    'in BinHex',
  ],
  [['=ybegin', '=yend'], /^=ybegin [^\n]*size=\d/m, 'in yEnc'],
  [
    ['GIT binary patch'],
    /^GIT binary patch\r?\n(?:literal|delta) \d+\r?\n[A-Za-z][!-~]{5,}/m,
    'in a binary patch of Git',
  ],
];

const refused: Writing = function* (text): Iterable<Layer> {
  for (const [marks, pattern, name] of UNDONE)
    if (marks.every((mark) => text.includes(mark)) && pattern.test(text))
      throw new Unreadable(`holds a file ${name}, which cannot be read: publish it as a file`);
};

/** Files within a text that are told by the lines around them. The last one refuses what it finds. */
export const PACKED: readonly Writing[] = [uuencoded, refused];
