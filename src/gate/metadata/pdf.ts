import { hasMagic } from '../decoder.ts';
import type { Allowed } from './index.ts';

/** @returns whether these are the bytes of a PDF. */
export function isPdf(bytes: Uint8Array): boolean {
  return hasMagic(bytes, '%PDF-');
}

/**
 * Looks for what a PDF holds beside its pages: who made it with what and when, in its last version
 * and in those that are still in the file; who signed it.
 *
 * @returns the names of what was found; none for a file that cannot be opened, which is refused
 *   where it is read.
 */
export async function unexpectedInPdf(
  bytes: Uint8Array,
  allowed: Allowed,
): Promise<readonly string[]> {
  return (await pdfNotes()).unexpectedInPdf(bytes, allowed);
}

/**
 * Takes out of a PDF what is not needed to show it, and what nothing leads to any more. Pages stay as
 * they are: no stream is coded anew.
 *
 * @returns the same bytes if there is nothing to take out, or if it cannot be taken out: a signature
 *   or a credential would break, and a damaged or encrypted file is refused where it is read.
 */
export async function withoutPdfMetadata(bytes: Uint8Array): Promise<Uint8Array> {
  return (await pdfNotes()).withoutPdfMetadata(bytes);
}

/** Only where there is a PDF: the parser is hundreds of modules, a fifth of what a command loads. */
function pdfNotes() {
  return import('./pdf-notes.ts');
}
