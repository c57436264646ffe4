import type { PublicMark } from '../authorship/index.ts';
import { fromHex, toHex } from '../bytes/hex.ts';
import { unexpectedInPdf } from '../gate/index.ts';
import type { Finding } from '../gate/index.ts';
import { markOvertPdf } from '../marks/carriers/pdf.ts';
import { MarkError, readOvertPdf } from '../marks/index.ts';
import { lostMark } from './lost-mark.ts';
import type { ReleasePorts } from './release.ts';

/** A PDF that is published, and its mark. */
export interface PublishedDocument {
  /** Its place in the site. */
  readonly file: string;
  /** 8 bytes as hexadecimal digits. */
  readonly id: string;
  readonly work: string;
  /** Whole URL of the file. */
  readonly url: string;
}

/** What marking the documents of a release came to. */
export interface MarkedDocuments {
  /** Files that carry their mark, each with its id. */
  readonly marked: ReadonlyMap<string, string>;
  readonly marks: readonly PublicMark[];
  /** Files that can carry none: signed ones, which it would break. */
  readonly unmarked: readonly string[];
}

type Folder = Pick<ReleasePorts, 'read' | 'write'>;

/** Hides marks in PDF files that are about to be published. */
export async function markDocuments(
  documents: readonly PublishedDocument[],
  key: Uint8Array,
  folder: Folder,
): Promise<MarkedDocuments> {
  const marked = new Map<string, string>();
  const marks: PublicMark[] = [];
  const unmarked: string[] = [];
  for (const { file, id, work, url } of documents) {
    const bytes = await markedPdf({ name: file, bytes: await folder.read(file) }, { id, key });
    if (bytes === null) unmarked.push(file);
    else {
      await folder.write(file, bytes);
      marked.set(file, id);
      marks.push({ id, carrier: 'pdf', work, url });
    }
  }
  return { marked, marks, unmarked };
}

/** What the gate refuses stays as it is: marking would write it anew, and hide why. */
async function markedPdf(
  file: { readonly name: string; readonly bytes: Uint8Array },
  { id, key }: { readonly id: string; readonly key: Uint8Array },
): Promise<Uint8Array | null> {
  if ((await unexpectedInPdf(file.bytes, { credentials: false })).length > 0) return null;
  try {
    return await markOvertPdf(file, { id: fromHex(id) ?? new Uint8Array(), key });
  } catch (error) {
    if (!(error instanceof MarkError)) throw error;
    return null;
  }
}

/** Reads the marks back from the documents as they will be published. */
export async function lostDocumentMarks(
  { marked }: Pick<MarkedDocuments, 'marked'>,
  key: Uint8Array,
  folder: Pick<Folder, 'read'>,
): Promise<readonly Finding[]> {
  const lost: Finding[] = [];
  for (const [file, id] of marked) {
    const seen = readOvertPdf(await folder.read(file), key);
    if (!seen.some((each) => toHex(each.id) === id)) lost.push(lostMark(file, 'pdf', LOST));
  }
  return lost;
}

const LOST = 'The mark was put in and cannot be read back: something changed the file after it.';
