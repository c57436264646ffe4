import { unzipSync } from 'fflate';
import { fromQuotedPrintable } from '../bytes/quoted-printable.ts';
import { fromUtf8 } from '../bytes/utf8.ts';
import { isProof } from './read-proof.ts';

/** A file that somebody gave to be looked at. */
export interface GivenFile {
  /** Its path, as the person would name it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What given files turned out to be. */
export interface Targets {
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  readonly proofs: readonly { readonly name: string; readonly text: string }[];
  /** Texts of author documents: they say who the marks may be of. */
  readonly documents: readonly string[];
  /** The very files that a program for images can open; whether they hold a mark is seen in their pixels. */
  readonly images: readonly GivenFile[];
  /** All of them, whatever they are; Office files, which are zip files too, both whole and opened. */
  readonly files: readonly GivenFile[];
  readonly skipped: readonly string[];
}

/** Files that hold no prose, and would take long to read. Anything else is read if it is UTF-8. */
const NO_PROSE =
  /\.(?:css|m?js|map|wasm|woff2?|ttf|otf|ico|mp[34]|webm|pdf|tsr|ots|pf_\w+|pagefind)$/i;
const IMAGE = /\.(?:png|jpe?g|webp|avif|gif|tiff?)$/i;
const OFFICE = /\.(?:docx|pptx|xlsx)$/i;
const AUTHOR_DOCUMENT = /(?:^|\/)\.well-known\/colophon\/author\.json$/;
/**
 * Ours, and about marks: looking for marks in them would find the list, not a mark, and a version
 * of the ledger has the form of a proof that reveals nothing.
 */
const OWN_DOCUMENT = /(?:^|\/)\.well-known\//;
const MAX_UNPACKED = 256 * 1024 * 1024;
const MAX_NESTED_ZIPS = 3;

/** @returns whether a file is handed to a program for images, whatever its bytes are. */
export function isImageName(name: string): boolean {
  return IMAGE.test(name);
}

/**
 * Sorts files by what can be done with them; zip files are opened, and count as folders.
 * Never throws, whatever the bytes are.
 */
export function sortTargets(files: readonly GivenFile[]): Targets {
  const texts: { name: string; text: string }[] = [];
  const proofs: { name: string; text: string }[] = [];
  const documents: string[] = [];
  const images: GivenFile[] = [];
  const skipped: string[] = [];
  const whole: GivenFile[] = [];
  const all = files.flatMap((file) => unpack(file, MAX_NESTED_ZIPS, { skipped, whole }));
  for (const file of all) {
    const { name, bytes } = file;
    if (isImageName(name)) {
      images.push(file);
      continue;
    }
    const text = NO_PROSE.test(name) ? null : fromUtf8(bytes);
    if (text === null || text.includes('\0')) skipped.push(name);
    else if (AUTHOR_DOCUMENT.test(name)) documents.push(text);
    else if (OWN_DOCUMENT.test(name)) continue;
    else if (isProof(text)) proofs.push({ name, text });
    else texts.push({ name, text: asWritten(text) });
  }
  return { texts, proofs, documents, images, files: [...whole, ...all], skipped };
}

/** What unpacking leaves beside the files. */
interface Unpacked {
  readonly skipped: string[];
  /** Office files, as they are. */
  readonly whole: GivenFile[];
}

function unpack(file: GivenFile, depth: number, into: Unpacked): readonly GivenFile[] {
  if (!isZip(file.bytes)) return [file];
  if (OFFICE.test(file.name)) into.whole.push(file);
  const entries = depth > 0 ? readZip(file.bytes) : null;
  if (!entries) {
    into.skipped.push(file.name);
    return [];
  }
  return entries.flatMap(({ name, bytes }) =>
    unpack({ name: `${file.name}/${name}`, bytes }, depth - 1, into),
  );
}

/** PKWARE APPNOTE §4.3.7: the signature of a local file header. */
function isZip(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, index) => bytes[index] === byte);
}

/** @returns null if the archive is broken, encrypted, or larger than anybody's site. */
function readZip(bytes: Uint8Array): readonly GivenFile[] | null {
  let size = 0;
  try {
    const entries = unzipSync(bytes, {
      filter({ name, originalSize }) {
        const isWanted = !name.endsWith('/') && size + originalSize <= MAX_UNPACKED;
        if (isWanted) size += originalSize;
        return isWanted;
      },
    });
    return Object.entries(entries).map(([name, data]) => ({ name, bytes: data }));
  } catch {
    return null;
  }
}

/** A page that a browser saved as one file, and a mail, hold their text in quoted-printable. */
function asWritten(text: string): string {
  const isEncoded = /^content-transfer-encoding: *quoted-printable/im.test(text);
  return isEncoded ? fromQuotedPrintable(text) : text;
}
