import type { FontCutter } from '../../release/fonts.ts';
import type { SealedContent, SealedFont } from '../../release/sealed-container.ts';
import { formatRanges } from '../../site/fonts/faces.ts';
import { pageGlyphs } from '../../site/fonts/glyphs.ts';
import { wishesOf } from '../../site/fonts/page-faces.ts';

/**
 * Cuts the fonts of a sealed page to its letters. The fonts of the page around it know only what the
 * public reads, and which letters a sealed text has is nobody's business: they go into it.
 *
 * @param fonts - one that keeps nothing of what it cuts.
 */
export async function sealedFonts(
  { html, lang }: Pick<SealedContent, 'html' | 'lang'>,
  fonts: FontCutter,
): Promise<readonly SealedFont[]> {
  const page = pageGlyphs(`<html lang="${lang}"><body>${html}</body></html>`);
  const made: SealedFont[] = [];
  for (const { face, letters } of wishesOf(
    page,
    { text: page.all, italic: page.italic },
    fonts.faces,
  ))
    made.push({
      family: face.family,
      style: face.style,
      weight: face.weight,
      ranges: formatRanges(letters.map((letter) => letter.codePointAt(0) ?? 0)),
      bytes: await fonts.subset(face, letters),
    });
  return made;
}
