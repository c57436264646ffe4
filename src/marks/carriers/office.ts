import { unzipSync, zipSync } from 'fflate';
import { fromUtf8 } from '../../bytes/utf8.ts';
import { MarkError } from '../errors.ts';
import type { FileCarrier, WorkFile } from '../file-carrier.ts';
import { copiesIn, copyOf, hexRunsIn, judgeCopies } from './copies.ts';
import type { SeenCopies } from './copies.ts';
import { CUSTOM_PROPERTIES, partsWith } from './office-parts.ts';
import type { Parts } from './office-parts.ts';

const ENDINGS = ['.docx', '.pptx', '.xlsx'];
/** What a file may unpack to, as its directory declares; no part can be larger than declared. */
const MAX_UNPACKED_SIZE = 256 * 2 ** 20;
const MAX_PARTS = 20_000;
/** The earliest that a zip can say, in local time as zips have it: no clock is read. */
const MODIFIED = new Date(1980, 0, 1);

/**
 * Copies of a payload in Word, PowerPoint and Excel files: in a custom property, and in an id that
 * the programs keep for themselves. Other parts keep their bytes and their order.
 *
 * Everything is visible to whoever unzips the file, and gone if he takes it out. LibreOffice keeps
 * the custom property, and of the rest nothing.
 */
export const office: FileCarrier<SeenCopies> = {
  id: 'office',

  accepts: ({ name, bytes }) =>
    ENDINGS.some((ending) => name.toLowerCase().endsWith(ending)) &&
    bytes[0] === 0x50 &&
    bytes[1] === 0x4b,

  async embed(file, mark) {
    const copy = copyOf(mark);
    const parts = open(file);
    const already = copiesIn(candidatesIn(parts)).get(copy) ?? 0;
    if (already > 0) return { bytes: file.bytes, places: already };
    const marked = partsWith(parts, copy);
    if (marked === null) throw malformed(file.name, 'expected parts of an Office file', null);
    const bytes = zipSync({ ...marked }, { mtime: MODIFIED });
    return { bytes, places: copiesIn(candidatesIn(marked)).get(copy) ?? 0 };
  },

  // Every part is there, with the words it had; those the mark does not touch have their bytes.
  async keeps(before, after) {
    const [one, other] = [open(before), open(after)];
    return Object.entries(one).every(
      ([path, bytes]) => path === CUSTOM_PROPERTIES || wordsOf(bytes) === wordsOf(other[path]),
    );
  },

  async observe({ bytes }) {
    try {
      return copiesIn(candidatesIn(unpacked(bytes)));
    } catch {
      // A stranger's file that is not a zip, or too large a one, holds nothing to observe.
      return null;
    }
  },

  judge: judgeCopies,
};

/** What a part says: its text without tags, or its bytes where it has none. */
function wordsOf(bytes: Uint8Array | undefined): string | null {
  if (!bytes) return null;
  const text = fromUtf8(bytes);
  if (text === null) return new TextDecoder('latin1').decode(bytes);
  return text.startsWith('<') || text.startsWith('\uFEFF<') ? text.replace(/<[^>]*>/g, '') : text;
}

function open({ name, bytes }: WorkFile): Parts {
  let parts;
  try {
    parts = unpacked(bytes);
  } catch (error) {
    throw malformed(name, 'expected a zip of at most 256 MB unpacked', error);
  }
  const paths = Object.keys(parts).map((path) => path.toLowerCase());
  if (paths.some((path) => path.startsWith('_xmlsignatures/')))
    throw malformed(name, 'expected a file without a signature, which a mark would break', null);
  if (paths.some((path) => path.endsWith('vbaproject.bin')))
    throw malformed(name, 'expected a file without macros', null);
  return parts;
}

function malformed(name: string, problem: string, cause: unknown): MarkError {
  return new MarkError('FILE_MALFORMED', `${name}: ${problem}`, {
    cause,
    hint: 'Leave the file out, or save it anew as an Office file without macros or signature.',
  });
}

function unpacked(bytes: Uint8Array): Parts {
  let [size, count] = [0, 0];
  return unzipSync(bytes, {
    filter: ({ originalSize, size: packedSize }) => {
      size += Math.max(originalSize, packedSize);
      count += 1;
      // Parts may overlap in the file, so that a small one declares much.
      if (size > MAX_UNPACKED_SIZE || count > MAX_PARTS) throw new RangeError('too large');
      return true;
    },
  });
}

function* candidatesIn(parts: Parts): Generator<string> {
  for (const [path, bytes] of Object.entries(parts)) {
    const text = path.endsWith('.xml') ? fromUtf8(bytes) : null;
    if (text === null) continue;
    yield* hexRunsIn(text);
    for (const [, a, b, c, d, e] of text.matchAll(
      /\{([0-9a-f]{8})-([0-9a-f]{4})-4([0-9a-f]{3})-a([0-9a-f]{3})-([0-9a-f]{10})00\}/gi,
    ))
      yield [a, b, c, d, e].join('').toLowerCase();
  }
}
