import { Unreadable } from '../decoder.ts';
import type { Layer } from '../decoder.ts';

type PdfJs = typeof import('unpdf/pdfjs');
type PdfDocument = Awaited<ReturnType<PdfJs['getDocument']>['promise']>;

const MAX_PAGES = 5000;

/**
 * The text of every page as it is shown: letters by the fonts' own tables, pieces joined where they
 * touch, in the order of the file and in that of the eye.
 *
 * @param name - of the layers: which revision it is.
 * @throws Unreadable if the file cannot be opened.
 */
export async function* pdfText(bytes: Uint8Array, name: string): AsyncIterable<Layer> {
  // Some 2 MB of program, for sites that have a PDF at all.
  const pdfjs = await import('unpdf/pdfjs');
  const task = pdfjs.getDocument({
    // It keeps the buffer for itself.
    data: new Uint8Array(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: true,
  });
  try {
    const document = await task.promise;
    if (document.numPages > MAX_PAGES) throw new Unreadable(`pdf: more than ${MAX_PAGES} pages`);
    for (let page = 1; page <= document.numPages; page++) yield* pageText(document, page, name);
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause;
    throw new Unreadable('pdf: cannot be opened', { cause });
  } finally {
    await task.destroy();
  }
}

interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

async function* pageText(
  document: PdfDocument,
  number: number,
  name: string,
): AsyncIterable<Layer> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent({ disableNormalization: true });
  page.cleanup();
  const pieces: Piece[] = items.flatMap((item) =>
    'str' in item
      ? [{ text: item.str + (item.hasEOL ? '\n' : ''), x: item.transform[4], y: item.transform[5] }]
      : [],
  );
  const drawn = pieces.map(({ text }) => text).join('');
  yield { kind: 'text', name: `${name}/${number}`, text: drawn };
  const seen = inReadingOrder(pieces);
  if (seen !== drawn) yield { kind: 'text', name: `${name}/${number}/by-place`, text: seen };
}

/** Pieces that stand within two points of one height are one line. */
function inReadingOrder(pieces: readonly Piece[]): string {
  const lines = new Map<number, Piece[]>();
  for (const piece of pieces) {
    const line = Math.round(piece.y / 2);
    lines.set(line, [...(lines.get(line) ?? []), piece]);
  }
  return [...lines]
    .toSorted(([a], [b]) => b - a)
    .map(([, line]) =>
      line
        .toSorted((a, b) => a.x - b.x)
        .map(({ text }) => text.trimEnd())
        .join(' '),
    )
    .join('\n');
}
