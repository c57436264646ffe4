import { MarkOpening, openOpenings, wordingOpening } from '../../authorship/index.ts';
import type { Author, SoughtWording, WorkRecord } from '../../authorship/index.ts';
import { canonicalJson } from '../../bytes/canonical-json.ts';
import type { Json } from '../../bytes/canonical-json.ts';
import { offeredWordings } from '../../disclosure/index.ts';
import type { Portfolio } from '../../disclosure/index.ts';
import type { WordingPlace } from '../../marks/index.ts';
import type { Locale } from '../../schemas/locale.ts';
import type { Share } from '../../schemas/share.ts';
import { readOpenings, readVersions } from './ledger-folder.ts';

/** A text of a work, and every place where it offers wordings, or ever did. */
interface WordedText {
  readonly work: string;
  readonly lang: Locale;
  readonly places: readonly WordingPlace[];
}

/**
 * Lists where the texts of an author offer wordings: in the content of today, and in every version of
 * the ledger, since a copy may be of a text that has been changed.
 *
 * @param folder - of the ledger.
 */
export async function wordedTexts(
  { studies, talks }: Portfolio,
  folder: string,
  authors: readonly Author[],
): Promise<readonly WordedText[]> {
  const today = [...studies, ...talks].flatMap(({ work, texts }) =>
    [...texts].map(([lang, { body }]) => ({
      work,
      lang,
      places: offeredWordings(body).map(({ place }) => place),
    })),
  );
  const all = [...today, ...(await recordedTexts(folder, authors))];
  const byText = Map.groupBy(all, ({ work, lang }) => `${lang}/${work}`);
  return [...byText.values()].flatMap((versions) => {
    const places = versions.flatMap((each) => each.places);
    const once = new Map(places.map((place) => [canonicalJson(place as unknown as Json), place]));
    const [first] = versions;
    return first && once.size > 0 ? [{ ...first, places: [...once.values()] }] : [];
  });
}

async function recordedTexts(
  folder: string,
  authors: readonly Author[],
): Promise<readonly WordedText[]> {
  const { length } = await readVersions(folder);
  const texts: WordedText[] = [];
  for (let number = 1; number <= length; number++) {
    const sealed = await readOpenings(folder, number);
    for (const author of sealed === null ? [] : authors)
      texts.push(...((await openOpenings(sealed ?? '', author)) ?? []).flatMap(wordedIn));
  }
  return texts;
}

function wordedIn({ work, claims }: WorkRecord): readonly WordedText[] {
  return Object.values(claims).flatMap((claim) => {
    const { data } = MarkOpening.safeParse(claim);
    return data?.carrier === 'wording' ? [{ work, lang: data.lang, places: data.places }] : [];
  });
}

/** @returns the marks in the wordings of all texts, under each of the author's seeds. */
export function soughtWordings(
  texts: readonly WordedText[],
  authors: readonly Author[],
): readonly SoughtWording[] {
  return authors.flatMap((author) => {
    const { name, site, fingerprint } = author;
    return texts.map((text) => ({
      opening: wordingOpening(author, text),
      author: { name, site, fingerprint },
      work: text.work,
      layer: 'covert' as const,
    }));
  });
}

/** @returns the places in what a share shows; a study comes in its first language where it has no other. */
export function sharedWordings(
  texts: readonly WordedText[],
  { studies }: Portfolio,
): (share: Share) => readonly WordingPlace[] {
  return ({ what, lang }) => {
    const study = studies.find(({ work }) => what.kind === 'study' && work === what.work);
    const shown = study?.texts.has(lang) ? lang : study?.lang;
    return texts.find((text) => text.work === what.work && text.lang === shown)?.places ?? [];
  };
}
