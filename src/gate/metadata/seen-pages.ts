import { PDFiumLibrary } from '@hyzyla/pdfium';
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../bytes/hex.ts';

/** For tests: every page as PDFium, which shares no line with what is tested, draws and reads it. */
export async function seenPages(bytes: Uint8Array) {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  const pages = [];
  for (const page of document.pages()) {
    const text = page.getText();
    const { data, width, height } = await page.render({ scale: 1, render: 'bitmap' });
    pages.push({ text, width, height, hash: toHex(sha256(data)) });
  }
  document.destroy();
  library.destroy();
  return pages;
}
