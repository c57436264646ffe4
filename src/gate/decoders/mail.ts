import { fromLatin1 } from '../../bytes/latin1.ts';
import { Unreadable } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { base64Of, decoded, fromQuoted, parametersOf, readHeaders } from './mail-headers.ts';
import { stray } from './stray.ts';

/**
 * Mail as it is kept: a message, a part of one, a box of many, a page that a browser saved with all it
 * needs (MHTML). Headers as they are read, every part by its own bytes, and what stands between parts.
 *
 * @see RFC 5322, RFC 2045 to 2047, RFC 2231, RFC 4155.
 */
export const mail: FileDecoder = {
  name: 'mail',
  accepts: (bytes) => isBox(bytes) || isMail(bytes),
  layers: (bytes) => (isBox(bytes) ? messages(bytes) : message(bytes)),
};

/** A box of messages begins with such a line, and so does each of them, behind an empty line. */
const ENVELOPE = /(?:^|\n\r?\n)From [^\r\n]*\d{4}[^\r\n]{0,40}\r?\n/g;
const HEAD = 1024;

function isBox(bytes: Uint8Array): boolean {
  // An envelope, or the empty line before it.
  if (bytes[0] !== 0x46 && bytes[0] !== 10) return false;
  return envelopes(bytes.subarray(0, HEAD))[0]?.index === 0;
}

function envelopes(bytes: Uint8Array): readonly RegExpExecArray[] {
  return [...new TextDecoder('windows-1252').decode(bytes).matchAll(ENVELOPE)];
}

/** What every mail has some of, and hardly any other text. */
const TELLING = ['from', 'date', 'subject', 'message-id', 'received', 'return-path'];

function isMail(bytes: Uint8Array): boolean {
  // A quick look first: this is asked of every file.
  if (!beginsWithField(bytes)) return false;
  try {
    const headers = readHeaders(bytes);
    if (!headers) return false;
    const isPart =
      headers.get('content-transfer-encoding') !== null ||
      /^[\w.+-]+\/[\w.+-]+\s*(?:;|$)/.test(headers.get('content-type') ?? '');
    return isPart || TELLING.filter((name) => headers.get(name) !== null).length > 1;
  } catch (error) {
    // It is: reading it says what is wrong.
    if (error instanceof Unreadable) return true;
    throw error;
  }
}

/** Whether a name and a colon stand at the start. */
function beginsWithField(bytes: Uint8Array): boolean {
  const most = Math.min(bytes.length, 128);
  let at = 0;
  while (at < most && /[\w-]/.test(String.fromCharCode(bytes[at] ?? 0))) at += 1;
  const size = at;
  while (at < most && (bytes[at] === 0x20 || bytes[at] === 9)) at += 1;
  return size > 0 && at < most && bytes[at] === 0x3a;
}

function* messages(bytes: Uint8Array): Iterable<Layer> {
  const starts = envelopes(bytes);
  for (const [at, { index, 0: line }] of starts.entries()) {
    const name = `message ${at + 1}`;
    yield { kind: 'text', name, text: line };
    const message = bytes.subarray(index + line.length, starts[at + 1]?.index);
    if (message.length > 0) yield { kind: 'bytes', name, bytes: message };
  }
}

function* message(bytes: Uint8Array): Iterable<Layer> {
  const headers = readHeaders(bytes);
  if (!headers) throw new Unreadable('mail: damaged headers');
  const type = headers.get('content-type') ?? 'text/plain';
  const parameters = parametersOf(type);
  const disposition = parametersOf(headers.get('content-disposition') ?? '');
  const named = [headers.text, ...parameters.values(), ...disposition.values()];
  yield { kind: 'text', name: 'header', text: named.join('\n') };
  const body = bytes.subarray(headers.bodyStart);
  const coding = headers.get('content-transfer-encoding')?.toLowerCase() ?? '7bit';
  if (/^multipart\//i.test(type)) {
    if (!AS_IT_IS.has(coding)) throw new Unreadable('mail: parts that are packed together');
    return yield* parts(body, type, parameters.get('boundary'));
  }
  if (coding === 'base64') yield* besideBase64(body);
  const content = unpacked(body, coding);
  if (content.length === 0) return;
  if (/^text\//i.test(type)) yield* readable(content, parameters);
  const file = disposition.get('filename') ?? parameters.get('name');
  yield file === undefined
    ? { kind: 'bytes', name: 'body', bytes: content }
    : { kind: 'bytes', name: file, isNameGiven: true, bytes: content };
}

/** Letters without a charset, as nearly all text is; UTF-7, which is undone like an escape. */
const PLAIN = /^(?:us-ascii|utf-7)$/i;

/** In its own charset, and lines that were wrapped put together again (RFC 3676). */
function* readable(content: Uint8Array, parameters: ReadonlyMap<string, string>): Iterable<Layer> {
  const charset = parameters.get('charset') ?? 'us-ascii';
  const lines = decoded(content, PLAIN.test(charset) ? 'windows-1252' : charset);
  const isFlowed = parameters.get('format')?.toLowerCase() === 'flowed';
  const isSpaceKept = parameters.get('delsp')?.toLowerCase() !== 'yes';
  const flowed = isFlowed ? lines.replace(/ \r?\n/g, isSpaceKept ? ' ' : '') : lines;
  yield { kind: 'text', name: 'body', text: flowed };
}

function* parts(body: Uint8Array, type: string, boundary: string | undefined): Iterable<Layer> {
  if (/^multipart\/encrypted/i.test(type)) throw new Unreadable('mail: is encrypted');
  if (!boundary) throw new Unreadable('mail: does not say where its parts begin');
  const source = new TextDecoder('windows-1252').decode(body);
  const mark = boundary.replace(/[^\w]/g, '\\$&');
  const marks = [
    ...source.matchAll(new RegExp(`(?:^|\\r?\\n)--${mark}(--)?[ \\t]*(?=\\r?\\n|$)`, 'g')),
  ];
  const found = marks.findIndex(([, isLast]) => isLast !== undefined);
  const end = found < 0 ? marks.length : found;
  yield* stray('outside', body.subarray(0, marks[0]?.index));
  for (const [at, { index, 0: line }] of marks.slice(0, end).entries()) {
    const part = body.subarray(index + line.length, marks[at + 1]?.index);
    yield* onePart(`part ${at + 1}`, withoutLineEnd(part));
  }
  const last = marks[found];
  if (!last) throw new Unreadable('mail: ends before its last part does');
  yield* stray('outside', withoutLineEnd(body.subarray(last.index + last[0].length)));
}

/** A part without headers begins with an empty line. */
function* onePart(name: string, part: Uint8Array): Iterable<Layer> {
  if (part.length === 0) return;
  const isBare = part[0] === 10 || (part[0] === 13 && part[1] === 10);
  if (!isBare && !readHeaders(part)) throw new Unreadable('mail: a part has damaged headers');
  yield { kind: 'bytes', name, bytes: isBare ? withoutLineEnd(part) : part };
}

function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  const size = bytes[0] === 13 && bytes[1] === 10 ? 2 : bytes[0] === 10 ? 1 : 0;
  return bytes.subarray(size);
}

const AS_IT_IS = new Set(['7bit', '8bit', 'binary']);
const UUENCODED = /^(?:x-)?uu(?:e|encode)?$/;

function unpacked(body: Uint8Array, coding: string): Uint8Array {
  // A text that holds it is read as one.
  if (AS_IT_IS.has(coding) || UUENCODED.test(coding)) return body;
  if (coding === 'base64') return base64Of(new TextDecoder('windows-1252').decode(body));
  if (coding === 'quoted-printable') return quotedBytes(body);
  throw new Unreadable('mail: a part is packed in a way that nobody knows');
}

/** Lists put their address below a mail without a look at how that is packed. */
function* besideBase64(body: Uint8Array): Iterable<Layer> {
  const lines = new TextDecoder().decode(body).split('\n');
  const others = lines.filter((line) => /[^A-Za-z\d+/=\s]/.test(line));
  if (others.length > 0) yield { kind: 'text', name: 'outside', text: others.join('\n') };
}

/** Bytes that are no ASCII have no place there, and are kept as they are. */
function quotedBytes(body: Uint8Array): Uint8Array {
  return fromQuoted(fromLatin1(body));
}
