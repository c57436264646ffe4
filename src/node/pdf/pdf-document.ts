import { withPdfium } from './pdfium.ts';
import type { PdfiumDocument } from './pdfium.ts';

/** More than a talk needs, and less than fills the memory of a machine that builds. */
export const LIMITS = { bytes: 64 * 2 ** 20, pages: 400 } as const;

/** What is wrong with a PDF, in the words of a problem of the content. */
export interface PdfFault {
  readonly message: string;
  readonly hint: string;
}

/** A PDF that cannot be shown. */
export class UnusablePdf extends Error {
  override readonly name = 'UnusablePdf';
  readonly fault: PdfFault;

  constructor(fault: PdfFault, options?: ErrorOptions) {
    super(fault.message, options);
    this.fault = fault;
  }
}

const BROKEN: PdfFault = {
  message: 'expected a PDF that can be opened, this one is damaged',
  hint: 'Export it anew.',
};
const LOCKED: PdfFault = {
  message: 'expected a PDF without encryption: nobody could say what is in it',
  hint: 'Save it without a password and without restrictions.',
};
const TOO_LARGE: PdfFault = {
  message: `expected a PDF of at most ${LIMITS.bytes / 2 ** 20} MB and ${LIMITS.pages} pages`,
  hint: 'Export it with smaller pictures, or in parts.',
};
const EMPTY: PdfFault = {
  message: 'expected a PDF with at least one page',
  hint: 'Export it anew.',
};

/** @returns what keeps a PDF from being shown; null if nothing does. */
export async function pdfFault(bytes: Uint8Array): Promise<PdfFault | null> {
  try {
    await withPdf(bytes, () => Promise.resolve());
    return null;
  } catch (error) {
    if (!(error instanceof UnusablePdf)) throw error;
    return error.fault;
  }
}

/**
 * Opens a PDF, and closes it again.
 *
 * @throws UnusablePdf if it is damaged, encrypted, empty or too large.
 */
export async function withPdf<Result>(
  bytes: Uint8Array,
  use: (document: PdfiumDocument) => Promise<Result>,
): Promise<Result> {
  if (bytes.length > LIMITS.bytes) throw new UnusablePdf(TOO_LARGE);
  await refuseEncrypted(bytes);
  try {
    return await withPdfium(bytes, (document) => {
      const count = document.getPageCount();
      if (count === 0) throw new UnusablePdf(EMPTY);
      if (count > LIMITS.pages) throw new UnusablePdf(TOO_LARGE);
      return use(document);
    });
  } catch (cause) {
    if (cause instanceof UnusablePdf) throw cause;
    // A program of another language: what a damaged file does to it is not to be told apart.
    throw new UnusablePdf(BROKEN, { cause });
  }
}

/** PDFium opens a file that is only restricted without a word; the gate refuses it later. */
async function refuseEncrypted(bytes: Uint8Array): Promise<void> {
  const { EncryptedPDFError, PDFDocument } = await import('@cantoo/pdf-lib');
  try {
    await PDFDocument.load(bytes, { updateMetadata: false });
  } catch (cause) {
    if (cause instanceof EncryptedPDFError) throw new UnusablePdf(LOCKED, { cause });
    throw new UnusablePdf(BROKEN, { cause });
  }
}
