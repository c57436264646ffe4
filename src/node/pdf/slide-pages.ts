import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import { withPdf } from './pdf-document.ts';
import type { PdfiumDocument } from './pdfium.ts';

/** Holds pages of public talks only. */
const FOLDER = resolve('node_modules/.cache/colophon/slides');
/** Raised when pages are drawn in another way: what is in the cache is then made anew. */
const VERSION = 1;
/** The longer side of a page, in pixels. */
const SIDE = 1920;
/** Drawn so much larger first: what smooths letters for one kind of screen is gone afterwards. */
const OVERSAMPLING = 2;

/** A page of a PDF as a picture. */
export interface SlidePage {
  /** Absolute path of a PNG. */
  readonly path: string;
  /** The words on it, line by line. */
  readonly text: string;
}

const Texts = z.array(z.string());

/**
 * Draws the pages of a PDF. One that was drawn before is not drawn again.
 *
 * @param cache - where pages are kept.
 * @throws UnusablePdf if it cannot be shown.
 */
export async function slidePages(bytes: Uint8Array, cache = FOLDER): Promise<readonly SlidePage[]> {
  const hash = createHash('sha256').update(`${VERSION}\n`).update(bytes).digest('hex').slice(0, 32);
  const folder = join(cache, hash);
  if (!existsSync(folder)) await drawInto(folder, bytes);
  const texts = Texts.parse(JSON.parse(await readFile(join(folder, 'texts.json'), 'utf8')));
  return texts.map((text, index) => ({ path: join(folder, pageName(hash, index)), text }));
}

/** Not `slide-1.png`: a withheld picture may have that name, and the gate would find it here. */
function pageName(hash: string, index: number): string {
  return `slide-${hash.slice(0, 8)}-${index + 1}.png`;
}

/** Drawn aside and renamed: two builds at once never see half a deck. */
async function drawInto(folder: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const aside = await mkdtemp(`${folder}-`);
  try {
    const texts = await withPdf(bytes, (document) => drawPages(document, aside, basename(folder)));
    await writeFile(join(aside, 'texts.json'), JSON.stringify(texts));
    await rename(aside, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function drawPages(document: PdfiumDocument, into: string, hash: string) {
  const texts: string[] = [];
  for (let index = 0; index < document.getPageCount(); index++) {
    const { text, png } = await drawPage(document, index);
    await writeFile(join(into, pageName(hash, index)), png);
    texts.push(text);
  }
  return texts;
}

async function drawPage(document: PdfiumDocument, index: number) {
  const page = document.getPage(index);
  // Before the page is drawn, because PDFium closes it then.
  const text = linesOf(page.getText());
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const scale = SIDE / Math.max(originalWidth, originalHeight);
  const size = {
    width: Math.max(1, Math.round(originalWidth * scale)),
    height: Math.max(1, Math.round(originalHeight * scale)),
  };
  const { data, width, height } = await page.render({
    width: size.width * OVERSAMPLING,
    height: size.height * OVERSAMPLING,
    render: 'bitmap',
    renderFormFields: true,
  });
  const png = await sharp(data, { raw: { width, height, channels: 4 } })
    .resize(size.width, size.height)
    .removeAlpha()
    .png()
    .toBuffer();
  return { text, png };
}

/** U+FFFE is how PDFium writes a hyphen at the end of a line; other signs of control say nothing. */
function linesOf(text: string): string {
  return text
    .replaceAll(/\uFFFE[\r\n]*/g, '')
    .split(/[\r\n]+/)
    .map((line) => line.replaceAll(/[\p{Cc}\p{Cn}\p{Co}\s]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
