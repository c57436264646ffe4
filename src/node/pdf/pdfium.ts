import { PDFiumLibrary } from '@hyzyla/pdfium';

export type PdfiumDocument = Awaited<ReturnType<PDFiumLibrary['loadDocument']>>;

/**
 * Opens whatever PDFium does, and closes it again.
 *
 * @throws Error of any kind if it cannot be opened.
 */
export async function withPdfium<Result>(
  bytes: Uint8Array,
  use: (document: PdfiumDocument) => Promise<Result>,
): Promise<Result> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    const result = await use(document);
    document.destroy();
    return result;
  } finally {
    library.destroy();
  }
}
