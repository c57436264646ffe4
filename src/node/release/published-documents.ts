import type { Author } from '../../authorship/index.ts';
import { toHex } from '../../bytes/hex.ts';
import { markId } from '../../marks/index.ts';
import type { PublishedDocument } from '../../release/document-marks.ts';
import type { Profile } from '../../schemas/profile.ts';
import type { Content } from '../content/content.ts';

/** What a site publishes as PDF, by its author. */
export interface DocumentSources {
  readonly decks: Content['published']['decks'];
  /** Places in `public/`. */
  readonly own: Profile['ownDocuments'];
}

/**
 * @returns the mark that each PDF of the author carries: slides that are one, and what the profile
 *   names, which is listed as a work under its place.
 */
export function publishedDocuments(
  { decks, own }: DocumentSources,
  { detectionKey, site }: Pick<Author, 'detectionKey' | 'site'>,
): readonly PublishedDocument[] {
  const slides = decks.flatMap(({ data: { work, file } }) => (file === null ? [] : { work, file }));
  const places = [
    ...slides.map(({ work, file: name }) => ({ work, name, file: `talks/${work}/${name}` })),
    ...own.map((file) => ({ work: file, name: file, file })),
  ];
  const documents = places.map(({ work, name, file }) => {
    const id = toHex(markId(detectionKey, 'pdf', work, name));
    return { file, id, work, url: new URL(encodeURI(file), site).href };
  });
  // Slides have a page in each language, and lie there once.
  return [...new Map(documents.map((each) => [each.file, each])).values()];
}
