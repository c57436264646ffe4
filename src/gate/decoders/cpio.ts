import { fromLatin1 } from '../../bytes/latin1.ts';
import { LIMITS, Unreadable, hasMagic, unixTimeLayer } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { stray } from './stray.ts';
import { archiveName, archiveText } from './zip-names.ts';

/** One of the ways in which the header of a file is written, and to what its parts are filled up. */
interface Form {
  readonly headerSize: number;
  readonly align: number;
  matches(header: Uint8Array): boolean;
  /** @returns times in seconds since 1970, sizes in bytes. */
  fields(header: Uint8Array): { modified: number; nameSize: number; size: number };
}

const digits = (header: Uint8Array, start: number, count: number, base: number) =>
  parseInt(fromLatin1(header.subarray(start, start + count)), base);

const FORMS: readonly Form[] = [
  {
    headerSize: 110,
    align: 4,
    matches: (header) => isWritten(header, /^07070[12][\da-f]{104}$/i),
    fields: (header) => ({
      modified: digits(header, 46, 8, 16),
      size: digits(header, 54, 8, 16),
      nameSize: digits(header, 94, 8, 16),
    }),
  },
  {
    headerSize: 76,
    align: 1,
    matches: (header) => isWritten(header, /^070707[0-7]{70}$/),
    fields: (header) => ({
      modified: digits(header, 48, 11, 8),
      nameSize: digits(header, 59, 6, 8),
      size: digits(header, 65, 11, 8),
    }),
  },
  binary('\u00C7\u0071', true),
  binary('\u0071\u00C7', false),
];

/** Asked for every file: hardly any begins as one does that is written in digits. */
function isWritten(header: Uint8Array, pattern: RegExp): boolean {
  return hasMagic(header, '0707') && pattern.test(fromLatin1(header));
}

/** Words in the order of the machine that wrote them; of two words the first one is the higher one all the same. */
function binary(magic: string, isLittle: boolean): Form {
  return {
    headerSize: 26,
    align: 2,
    matches: (header) => header.length === 26 && hasMagic(header, magic),
    fields: (header) => {
      const view = new DataView(header.buffer, header.byteOffset);
      const word = (at: number) => view.getUint16(at, isLittle);
      const long = (at: number) => word(at) * 0x10000 + word(at + 2);
      return { modified: long(16), nameSize: word(20), size: long(22) };
    },
  };
}

const END = 'TRAILER!!!';

/**
 * cpio in all its forms: every file by its own bytes, its name, and what lies between files or behind the end.
 *
 * @see POSIX.1-2017, pax, "cpio Interchange Format"; cpio(5) of FreeBSD.
 */
export const cpio: FileDecoder = {
  name: 'cpio',
  accepts: (bytes) => headerAt(bytes, 0) !== null,
  *layers(bytes) {
    for (let at = 0; ;) {
      const file = fileAt(bytes, at);
      if (file.name === END) return yield* stray('trailing', bytes.subarray(file.next));
      yield* archiveText('name', file.rawName);
      yield* unixTimeLayer(`${file.name} modified`, file.modified);
      if (file.data.length > 0) yield { kind: 'bytes', name: file.name, bytes: file.data };
      for (const padding of file.paddings) yield* stray('padding', padding);
      at = file.next;
    }
  },
};

function headerAt(bytes: Uint8Array, at: number) {
  const headerOf = ({ headerSize }: Form) => bytes.subarray(at, at + headerSize);
  const form = FORMS.find((each) => each.matches(headerOf(each)));
  if (!form) return null;
  const fields = form.fields(headerOf(form));
  const nameEnd = at + form.headerSize + fields.nameSize;
  // Its name ends with a zero: hardly any other file begins so.
  return fields.nameSize > 1 && bytes[nameEnd - 1] === 0 ? { ...fields, form, nameEnd } : null;
}

function fileAt(bytes: Uint8Array, at: number) {
  const header = headerAt(bytes, at);
  if (!header) throw new Unreadable('cpio: a header in it is damaged, or its end is missing');
  const { form, modified, nameEnd, nameSize, size } = header;
  const aligned = (offset: number) => Math.ceil(offset / form.align) * form.align;
  const start = aligned(nameEnd);
  const end = start + size;
  if (size > LIMITS.layerBytes && end <= bytes.length)
    throw new Unreadable('cpio: a file in it is too large');
  if (end > bytes.length) throw new Unreadable('cpio: ends in the middle of a file');
  const rawName = bytes.subarray(nameEnd - nameSize, nameEnd - 1);
  return {
    modified,
    rawName,
    name: archiveName(rawName),
    data: bytes.subarray(start, end),
    next: Math.min(aligned(end), bytes.length),
    paddings: [bytes.subarray(nameEnd, start), bytes.subarray(end, aligned(end))],
  };
}
