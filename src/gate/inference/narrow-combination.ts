import type { Evidence, Inference } from './inference.ts';
import { foldLabel } from './known-work.ts';
import type { KnownWork } from './known-work.ts';
import { placeOf } from './parts.ts';
import type { Block } from './parts.ts';
import type { PublicText } from './public-text.ts';
import { citiesIn, namesCountry } from './places.ts';
import { tokensOf } from './tokens.ts';

/** What makes a passage speak of the client, where it does not describe them as agreed. */
const CLIENT =
  /\b(?:clients?|customers?|compan(?:y|ies)|firm|employers?|operators?|headquarter\w*|based in|whose offices?)\b|-based\b|заказчик|клиент|компани|предприяти|штаб-квартир|顧客|会社|企業|本社/iu;
/** What only one or few of a kind are. */
const RANK =
  /\b(?:only|largest|biggest|oldest|leading|first|second-largest|one of (?:the )?(?:two|three))\b(?=[\s\p{L}-]{0,30}\b(?:in|of|to)\b|\s+\p{L}+)|единственн|крупнейш|старейш|唯一|最大|最古|国内初|業界首位/iu;
const SIZE =
  /\d[\d.,\u00A0\u202F ]{0,20}\+?\s{0,3}(?:employees|staff|people|branches|stores|shops|hospitals|ships|vessels|aircraft|сотрудник|филиал|магазин|кораб|суд(?:ов|на)|従業員|店舗|支店|隻|人の(?:社員|従業員))/iu;

/**
 * Finds public pages of a work without a named client on which the facts together fit one client.
 *
 * Sector and years stand in the docket of every work. A city beside them leaves a handful of
 * companies of that sector, a search engine does the rest; so does "the country's only maker of".
 * Each fact is harmless, and no rule about any one of them would catch it: what counts is how many
 * clients are left that fit them all (k-anonymity). How many that is, only a person knows; so only
 * facts that are narrow by their kind count, in a passage about the client, and not if the works of
 * two clients share them.
 *
 * @see Sweeney: k-Anonymity: A Model for Protecting Privacy, 2002, section 2, "quasi-identifiers".
 */
export function findNarrowCombinations(evidence: Evidence): readonly Inference[] {
  return evidence.works
    .filter(({ state }) => state === 'nameless')
    .flatMap((work) => {
      for (const { file, blocks } of textsOf(work, evidence)) {
        const block = blocks.find((each) => isNarrow(each, work, evidence));
        const rule = 'narrow-combination';
        if (block) return [{ rule, work, file, what: 'facts', ...placeOf(block) } as const];
      }
      return [];
    });
}

/** Its pages, and the documents that they lead to. */
function textsOf({ slug }: KnownWork, { texts, workAt }: Evidence): readonly PublicText[] {
  const pages = texts.filter(({ file }) => workAt(file) === slug);
  const led = new Set(
    pages.flatMap(({ file, links }) => links.map((link) => pathOf(link, file))).filter(Boolean),
  );
  const isLed = (file: string) =>
    [...led].some((path) => path === encodeURI(file) || path.endsWith(`/${encodeURI(file)}`));
  return [...pages, ...texts.filter((each) => each.isDocument && isLed(each.file))];
}

/** @returns where an address leads within the site, without its first slash, as it is encoded. */
function pathOf(link: string, from: string): string {
  const url = URL.parse(link, `https://site.invalid/${from}`);
  return url ? url.pathname.slice(1) : '';
}

function isNarrow({ text }: Block, work: KnownWork, evidence: Evidence): boolean {
  const traits = work.traits.filter((trait) => mentions(text, trait));
  if (traits.length > 1) return true;
  const isDescribed = CLIENT.test(text) || work.descriptions.some((each) => mentions(text, each));
  if (!isDescribed && traits.length === 0) return false;
  // A city that is the one trait makes no second fact beside itself.
  const cities = citiesIn(text).filter(
    (city) => isDescribed || !traits.some((trait) => mentions(trait, city)),
  );
  if (cities.some((city) => !isShared(city, work, evidence))) return true;
  const facts = [traits.length > 0, namesCountry(text), RANK.test(text), SIZE.test(text)];
  return facts.filter(Boolean).length > 1;
}

/** Whether the words of a trait stand in a text one after the other, in any case or number. */
function mentions(text: string, trait: string): boolean {
  const stems = (of: string) =>
    ` ${tokensOf(of)
      .map((token) => token.text)
      .join(' ')} `;
  return stems(text).includes(stems(trait));
}

/** Whether another client of the same field is placed there too: then there are two to choose from. */
function isShared(city: string, work: KnownWork, { texts, works, workAt }: Evidence): boolean {
  const labels = new Set(work.labels.map(foldLabel));
  const twins = works.filter(
    (each) =>
      each.state === 'nameless' &&
      each.client !== work.client &&
      each.labels.some((label) => labels.has(foldLabel(label))),
  );
  return twins.some(({ slug }) =>
    texts.some(
      ({ file, blocks }) =>
        workAt(file) === slug && blocks.some(({ text }) => citiesIn(text).includes(city)),
    ),
  );
}
