import { fromBase64url } from '../../bytes/base64.ts';
import { fromHex } from '../../bytes/hex.ts';
import { fromQuotedPrintable } from '../../bytes/quoted-printable.ts';
import { hasMagic } from '../decoder.ts';
import type { Layer } from '../decoder.ts';
import { html } from './html.ts';

/** Undoes one way of writing a text differently. What is no such writing is left alone. */
type Writing = (text: string) => Iterable<Layer>;

function* changed(name: string, before: string, after: string): Iterable<Layer> {
  if (after !== before) yield { kind: 'text', name, text: after };
}

/** `<p>` and the like; the second reading of a feed's escaped HTML comes by depth. */
const markup: Writing = function* (text) {
  if (/<[a-z!?/]/i.test(text)) yield* html(text);
};

/** Entities that stand outside markup, such as a doubly escaped feed. */
const entities: Writing = function* (text) {
  if (/&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/i.test(text) && !/<[a-z!?/]/i.test(text)) yield* html(text);
};

const ESCAPE =
  /\\(?:x([\da-f]{2})|u\{([\da-f]{1,6})\}|u([\da-f]{4})|([0-7]{1,3})|([nrtbfv])|([\s\S]))/gi;

/** Escapes of JavaScript and JSON; then pieces joined by `+`, templates and `join`. */
const javascript: Writing = function* (text) {
  const unescaped = text.includes('\\')
    ? text.replace(ESCAPE, (_all, x, u1, u2, octal, control, other) =>
        control !== undefined
          ? ' '
          : other !== undefined
            ? other === '\n'
              ? ''
              : other
            : character(parseInt(x ?? u1 ?? u2 ?? octal, octal === undefined ? 16 : 8)),
      )
    : text;
  const joined = unescaped
    .replace(/(["'`])\s*(?:\+|,)\s*(["'`])/g, '')
    .replace(/\$\{\s*(["'`])(.*?)\1\s*\}/g, '$2');
  yield* changed('javascript', text, joined);
  const codes = /fromC(?:harCode|odePoint)\(([\d\s,xXa-fA-F]+)\)/g;
  for (const [, list] of text.matchAll(codes))
    yield {
      kind: 'text',
      name: 'javascript/char-codes',
      text: (list ?? '')
        .split(',')
        .map((code) => character(Number(code)))
        .join(''),
    };
};

const CSS_ESCAPE = /\\([\da-f]{1,6})\s?/gi;

/** Escapes of CSS, which has no `u`, and comments that split a word. */
const css: Writing = (text) => {
  if (!text.includes('\\') && !text.includes('/*')) return [];
  const plain = text.replace(CSS_ESCAPE, (_all, code: string) => character(parseInt(code, 16)));
  return changed('css', text, plain.replace(/\/\*[\s\S]*?\*\//g, ''));
};

/** Percent-encoding, in URLs and elsewhere. */
const percent: Writing = (text) => {
  if (!/%[\da-f]{2}/i.test(text)) return [];
  const decoded = text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    const bytes = fromHex(run.replaceAll('%', '').toLowerCase());
    return bytes ? new TextDecoder().decode(bytes) : run;
  });
  return changed('percent', text, decoded);
};

/** Long lines of calendars (RFC 5545 §3.1) and mail, folded; and quoted-printable. */
const folded: Writing = function* (text) {
  if (/^BEGIN:V/m.test(text))
    yield* changed('folded', text, text.replace(/\r?\n[ \t]/g, '').replace(/\\([,;\\])/g, '$1'));
  if (/=\r?\n|(?:=[\dA-F]{2}){2}/.test(text))
    yield* changed('quoted-printable', text, fromQuotedPrintable(text));
};

/** Host names in their ASCII form (RFC 3492). */
const punycode: Writing = (text) =>
  /xn--/i.test(text)
    ? changed('punycode', text, text.replace(/(?:[\w-]+\.)*xn--[\w.-]+/gi, unicodeHost))
    : [];

function unicodeHost(host: string): string {
  return host
    .split('.')
    .map((label) => (/^xn--/i.test(label) ? decodePunycode(label.slice(4)) : label))
    .join('.');
}

// RFC 3492 §6.2 with its parameters of §5.
function decodePunycode(input: string): string {
  const delimiter = input.lastIndexOf('-');
  const output = [...(delimiter > 0 ? input.slice(0, delimiter) : '')];
  let [n, i, bias] = [128, 0, 72];
  for (let index = delimiter > 0 ? delimiter + 1 : 0; index < input.length;) {
    const before = i;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = parseInt(input.charAt(index++), 36);
      const value = Number.isNaN(digit) ? -1 : digit < 10 ? digit + 26 : digit - 10;
      if (value < 0) return input;
      i += value * weight;
      const threshold = k <= bias ? 1 : Math.min(26, k - bias);
      if (value < threshold) break;
      weight *= 36 - threshold;
    }
    const count = output.length + 1;
    let delta = before === 0 ? Math.floor((i - before) / 700) : Math.floor((i - before) / 2);
    delta += Math.floor(delta / count);
    let k = 0;
    for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
    bias = k + Math.floor((36 * delta) / (delta + 38));
    n += Math.floor(i / count);
    i %= count;
    output.splice(i++, 0, character(n));
  }
  return output.join('');
}

// Shorter runs are nearly always plain words; 12 characters still hold a 9-letter name.
const BASE64 = /[\w+/-]{12,}={0,2}/g;
const HEX = /(?:[\da-f]{2}){6,}/gi;

/** Base64, base64url and hexadecimal runs: as files of their own, since pictures come that way. */
const encoded: Writing = function* (text) {
  for (const [run] of text.matchAll(BASE64)) {
    const bytes = fromBase64url(run.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'));
    if (bytes && isPromising(bytes)) yield { kind: 'bytes', name: 'base64', bytes };
  }
  for (const [run] of text.matchAll(HEX)) {
    const bytes = fromHex(run.toLowerCase());
    if (bytes && isPromising(bytes)) yield { kind: 'bytes', name: 'hex', bytes };
  }
};

const FORMATS = [
  '\u001F\u008B\u0008',
  '\u0089PNG',
  '\u00FF\u00D8\u00FF',
  'GIF8',
  'RIFF',
  '%PDF-',
  'PK\u0003\u0004',
  'wOF2',
  'wOFF',
  'OTTO\u0000',
  '\u0000\u0001\u0000\u0000\u0000',
];

/** Text, or a format that can hold some: random bytes are neither. */
function isPromising(bytes: Uint8Array): boolean {
  if (FORMATS.some((magic) => hasMagic(bytes, magic))) return true;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !/[\u0000-\u0008\u000E-\u001F]/.test(text);
  } catch {
    return false;
  }
}

function character(code: number): string {
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

const WRITINGS: readonly Writing[] = [
  markup,
  entities,
  javascript,
  css,
  percent,
  folded,
  punycode,
  encoded,
];

/**
 * The ways in which `text` may be written differently. A document is only taken apart: all of it
 * ends up in one of its parts, and those are tried in every way.
 */
export function writingsOf(text: string): readonly Writing[] {
  return /^\s*</.test(text) ? [markup] : WRITINGS;
}
