import type { Author } from '../../authorship/index.ts';
import { toHex } from '../../bytes/hex.ts';
import { markId } from '../../marks/index.ts';
import type { PublishedDocument } from '../../release/document-marks.ts';
import type { Content } from '../content/content.ts';

/** @returns the mark each PDF beside a public page carries: slides that are one. */
export function publishedDocuments(
  { decks }: Pick<Content['published'], 'decks'>,
  { detectionKey, site }: Pick<Author, 'detectionKey' | 'site'>,
): readonly PublishedDocument[] {
  const slides = decks.flatMap(({ data: { work, file } }) => (file === null ? [] : { work, file }));
  const documents = slides.map(({ work, file: name }) => {
    const file = `talks/${work}/${name}`;
    const id = toHex(markId(detectionKey, 'pdf', work, name));
    return { file, id, work, url: new URL(file, site).href };
  });
  // Slides have a page in each language, and lie there once.
  return [...new Map(documents.map((each) => [each.file, each])).values()];
}
