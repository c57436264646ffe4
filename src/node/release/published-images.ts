import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { imageId } from '../../authorship/index.ts';
import type { Author } from '../../authorship/index.ts';
import { toHex } from '../../bytes/hex.ts';
import type { Portfolio } from '../../disclosure/index.ts';
import type { PublishedImage } from '../../release/image-marks.ts';
import { pagePath } from '../../release/page-path.ts';
import { siteCards } from '../../site/cards/site-cards.ts';
import type { Content } from '../content/content.ts';
import { sha256 } from '../files/sha256.ts';
import { cardPictures } from '../pictures/card-pictures.ts';
import type { CardPicture } from '../pictures/card-pictures.ts';
import { deckPages } from '../pdf/deck-pages.ts';
import { redactedPicture } from '../pictures/redacted-picture.ts';

/** @returns the link cards of the pages that are public, drawn and marked. */
export function publishedCards(
  { published }: Content,
  author: Author,
): Promise<readonly CardPicture[]> {
  const cards = siteCards({
    studies: published.studies.map(({ data }) => data),
    talks: published.talks.map(({ data }) => data),
    profiles: published.profiles,
    host: new URL(author.site).host,
  });
  return cardPictures(cards, author);
}

/** @returns a link card as one of the pictures that carry a mark. */
export function cardImage({ card, id }: CardPicture, site: string): PublishedImage {
  return { id, work: card.work ?? 'site', url: new URL(card.file, site).href };
}

/** @returns the mark each picture of a public page carries, and which page that is. */
export async function publishedImages(
  { studies, talks, decks, files }: Content['published'],
  { profile, profilePath }: Portfolio,
  { detectionKey, site }: Author,
): Promise<readonly PublishedImage[]> {
  const listed: PublishedImage[] = [];
  const list = async (text: string, image: string, work: string, page: string) => {
    const bytes = await readFile(resolve(dirname(text), decodeURI(image)));
    const id = toHex(imageId(detectionKey, sha256(bytes)));
    listed.push({ id, work, url: new URL(page, site).href });
  };
  const own = [...studies, ...talks, ...decks].filter(({ data }) => data.original === data.locale);
  for (const { data, path, images, redactions } of own) {
    const painted = await Promise.all(redactions.map((each) => redactedPicture(path, each)));
    const drawn = 'pages' in data ? await deckPages({ data, path }, files) : [];
    const made = [...painted, ...drawn.map(({ src }) => src)].map(encodeURI);
    for (const image of [...images, ...made]) {
      const kind = 'level' in data ? ('case-studies' as const) : ('talks' as const);
      const file = pagePath({ kind, work: data.work, locale: data.locale }, profile.locale);
      await list(path, image, data.work, file.replace(/index\.html$/, ''));
    }
  }
  for (const { src } of profile.speaker?.headshots ?? [])
    await list(profilePath, src, 'portrait', 'speaker/');
  if (profile.portrait) await list(profilePath, profile.portrait.src, 'portrait', 'about/');
  return [...new Map(listed.toReversed().map((each) => [each.id, each])).values()];
}
