import { fromLatin1, toLatin1 } from '../../bytes/latin1.ts';
import { Unreadable, asTexts, hasMagic, unixTimeLayer } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { stray } from './stray.ts';
import { archiveName, archiveText } from './zip-names.ts';

const MAGIC = '!<arch>\n';
const HEADER = 60;
/** Behind its name: when it was changed, whose it is, its size, and a mark at the end. */
const FIELDS = /^(.{16})([\d ]{12})[\d ]{6}[\d ]{6}[0-7 ]{8}(\d{1,10}) *`\n$/;
/** The tables of symbols, and of long names. */
const TABLE = /^\/(?:\/|SYM64\/)? *$/;
/** A long name in that table, or before the file itself. */
const [IN_TABLE, BEFORE_FILE] = [/^\/(\d+)/, /^#1\/(\d+)/];

/**
 * Archives of ar, and packages of Debian: every file by its own bytes, its name, and tables of names and symbols.
 *
 * @see ar(5) of FreeBSD; deb(5).
 */
export const ar: FileDecoder = {
  name: 'ar',
  accepts: (bytes) => hasMagic(bytes, MAGIC) && headerAt(bytes, MAGIC.length) !== null,
  *layers(bytes) {
    let names: Uint8Array = new Uint8Array();
    for (let at = MAGIC.length; at < bytes.length;) {
      const header = headerAt(bytes, at);
      if (!header) throw new Unreadable('ar: a header in it is damaged');
      const start = at + HEADER;
      const end = start + header.size;
      if (end > bytes.length) throw new Unreadable('ar: ends in the middle of a file');
      const data = bytes.subarray(start, end);
      if (header.name.startsWith('//')) names = data;
      if (TABLE.test(header.name)) yield* asTexts('table', data);
      else yield* member(header, data, names);
      // An odd size is filled up.
      at = end + (header.size % 2);
      yield* stray('padding', bytes.subarray(end, Math.min(at, bytes.length)));
    }
  },
};

interface Header {
  /** As it stands, with what fills it up. */
  readonly name: string;
  readonly modified: number;
  readonly size: number;
}

function headerAt(bytes: Uint8Array, at: number): Header | null {
  const fields = FIELDS.exec(fromLatin1(bytes.subarray(at, at + HEADER)));
  if (!fields) return null;
  const [, name = '', modified, size] = fields;
  return { name, modified: Number(modified), size: Number(size) };
}

function* member(header: Header, data: Uint8Array, names: Uint8Array): Iterable<Layer> {
  const size = Number(BEFORE_FILE.exec(header.name)?.[1] ?? 0);
  const place = IN_TABLE.exec(header.name)?.[1];
  const rawName =
    place !== undefined
      ? lineOf(names, Number(place))
      : size > 0
        ? data.subarray(0, size)
        : toLatin1(header.name);
  const name = archiveName(rawName).replace(/[/\0 ]+$/, '');
  yield* archiveText('name', rawName);
  yield* unixTimeLayer(`${name} modified`, header.modified);
  if (data.length > size) yield { kind: 'bytes', name, bytes: data.subarray(size) };
}

function lineOf(names: Uint8Array, start: number): Uint8Array {
  const end = names.indexOf(0x0a, start);
  return names.subarray(start, end < 0 ? names.length : end);
}
