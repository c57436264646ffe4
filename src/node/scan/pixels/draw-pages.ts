// Runs in threads of its own: see eyes.ts.
import sharp from 'sharp';
import { withPdfium } from '../../pdf/pdfium.ts';
import type { PdfiumDocument } from '../../pdf/pdfium.ts';

/** A PDF whose pages are to be looked at. */
export interface PagesTask {
  readonly bytes: Uint8Array;
  /** The first page to be drawn, from 0. */
  readonly from: number;
}

/** Some pages as PNG files, and how many there are in all; or why they cannot be looked at. */
export type DrawnPages =
  { readonly pages: readonly Uint8Array[]; readonly count: number } | { readonly refusal: string };

const POINTS_PER_INCH = 72;
/** Letters of 6 points are as tall as those of 12 pixels: OCR reads no smaller ones. */
const DPI = 150;
/** A larger page is drawn smaller, as long as a point of it is a pixel. */
const MOST_PIXELS = 50_000_000;
/** A page takes some seconds to be read. */
const MOST_PAGES = 400;
/** What is drawn at once: all of it lies in the memory until it is read. */
const AT_ONCE = { pages: 8, bytes: 16 * 2 ** 20, ms: 5_000 } as const;

/** @throws Error if PDFium cannot open the file. */
export default async function drawPages({ bytes, from }: PagesTask): Promise<DrawnPages> {
  return withPdfium(bytes, async (document) => {
    const count = document.getPageCount();
    if (count === 0) return { refusal: 'pdf: has no page that can be drawn' };
    if (count > MOST_PAGES)
      return {
        refusal: `pdf: has more than ${MOST_PAGES} pages to be looked at, publish parts of it`,
      };
    return draw(document, from, count);
  });
}

async function draw(document: PdfiumDocument, from: number, count: number): Promise<DrawnPages> {
  const pages: Uint8Array[] = [];
  const since = performance.now();
  let size = 0;
  for (let index = from; index < Math.min(count, from + AT_ONCE.pages); index++) {
    const page = await drawPage(document, index);
    if (typeof page === 'string') return { refusal: `pdf: page ${index + 1} ${page}` };
    pages.push(page);
    size += page.length;
    if (size > AT_ONCE.bytes || performance.now() - since > AT_ONCE.ms) break;
  }
  return { pages, count };
}

/** @returns a PNG, or what is wrong with the page. */
async function drawPage(document: PdfiumDocument, index: number): Promise<Uint8Array | string> {
  const page = document.getPage(index);
  // As it is turned for whoever reads it.
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const points = originalWidth * originalHeight;
  if (points === 0) return 'cannot be drawn';
  if (points > MOST_PIXELS) return 'is too large to be looked at, publish parts of it';
  const scale = Math.min(DPI / POINTS_PER_INCH, Math.sqrt(MOST_PIXELS / points));
  const { data, width, height } = await page.render({
    width: Math.max(1, originalWidth * scale),
    height: Math.max(1, originalHeight * scale),
    render: 'bitmap',
    renderFormFields: true,
  });
  const raw = sharp(data, { raw: { width, height, channels: 4 } });
  return new Uint8Array(await raw.removeAlpha().png({ compressionLevel: 1 }).toBuffer());
}
