import { dirname, resolve } from 'node:path';
import type { WithheldPicture } from '../../gate/index.ts';
import type { Content } from '../content/content.ts';
import { smallPicture } from '../pictures/small-picture.ts';

/**
 * @returns the pictures that nobody may see, each with its work, but for those of which a painted
 *   copy is shown: that one looks much like them.
 */
export async function withheldPictures(content: Content): Promise<readonly WithheldPicture[]> {
  const { studies, talks, decks, withheldImages } = content.published;
  const painted = new Set(
    [...studies, ...talks, ...decks].flatMap(({ path, redactions }) =>
      redactions.map(({ src }) => beside(path, src)),
    ),
  );
  const owners = new Map<string, string>();
  for (const [text, url] of withheldImages)
    if (!painted.has(beside(text, url))) owners.set(beside(text, url), ownerOf(text, content));
  const pictures: WithheldPicture[] = [];
  for (const [path, id] of owners) {
    const pixels = await smallPicture(path);
    if (pixels) pictures.push({ work: { id }, pixels });
  }
  return pictures;
}

function beside(text: string, url: string): string {
  return resolve(dirname(text), decodeURI(url));
}

/** @returns the id of the work that a text belongs to. */
function ownerOf(text: string, { portfolio, published }: Content): string {
  const owner = [...portfolio.studies, ...portfolio.talks].find((work) =>
    [...work.texts.values(), ...('decks' in work ? work.decks.values() : [])].some(
      ({ path }) => path === text,
    ),
  );
  return published.privateWorks.find(({ slug }) => slug === owner?.work)?.id ?? '';
}
