import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { Agreement } from '../schemas/agreement.ts';
import { strictest } from '../schemas/level.ts';
import type { Locale } from '../schemas/locale.ts';
import type { PublicCaseStudy } from '../schemas/public.ts';
import { today } from './day.ts';
import type { AsOf } from './day.ts';
import { withheldAt } from './disclose.ts';
import type { Claim } from './disclose.ts';
import type { Portfolio, SourceStudy } from './sources.ts';
import { textFor, toPublicCaseStudy, viewOf } from './to-public.ts';
import type { Decision } from './to-public.ts';
import { withhold } from './withhold.ts';

/** What may be shown of a study to one chosen reader on a day, or why nothing may. */
export type ShareDecision =
  | { readonly status: 'allowed'; readonly decision: Decision }
  | { readonly status: 'refused'; readonly because: string };

/**
 * Decides about a sealed copy: the strictest of what every agreement lets single readers see. What
 * the author wants in public (`disclosure`, `opens`) does not bind a copy that he hands out; what he
 * withholds of his own accord stays withheld.
 */
export function decideShare(
  { facts, work }: SourceStudy,
  { agreements: all, profile, wording }: Portfolio,
  asOf: AsOf,
): ShareDecision {
  const agreements = (facts.nda || []).flatMap((id) => all.get(id) ?? []);
  const refusal = agreements.map((each) => refusalOf(each, asOf)).find(Boolean);
  if (refusal) return { status: 'refused', because: refusal };
  const level = strictest(['full', ...agreements.flatMap(({ shares }) => shares?.level ?? [])]);
  const claim: Claim = { work, disclosure: 'full', withhold: facts.withhold };
  const widened = agreements.map(forOneReader);
  const disclosure = {
    level,
    withheld: withheldAt(level, claim, widened, asOf),
    because: 'a sealed copy for one reader',
  };
  const decision = {
    disclosure,
    agreements,
    asOf,
    authorZone: profile.timezone,
    site: profile,
    wording,
  };
  return { status: 'allowed', decision };
}

/** @returns the last day on which single readers may be shown a study; null if there is none. */
export function lastShareDay({ facts }: SourceStudy, { agreements }: Portfolio): string | null {
  const days = (facts.nda || []).flatMap((id) => agreements.get(id)?.shares?.until ?? []);
  return days.toSorted()[0] ?? null;
}

function refusalOf({ id, shares, timezone }: Agreement, asOf: AsOf): string | null {
  if (!shares) return `${id}: does not let single readers see the work (\`shares\`)`;
  const day = today(asOf, timezone);
  if (day < shares.from) return `${id}: lets single readers see the work from ${shares.from}`;
  if (shares.until !== undefined && day > shares.until)
    return `${id}: let single readers see the work until ${shares.until}`;
  return null;
}

function forOneReader(agreement: Agreement): Agreement {
  const { permits, shares } = agreement;
  return { ...agreement, permits: [...permits, ...(shares?.shows ?? [])] };
}

/** A study as one reader gets it. Private: it is for the inside of a sealed page alone. */
export interface SharedStudy {
  readonly data: PublicCaseStudy;
  /** Absolute path of the text; pictures lie beside it. */
  readonly path: string;
  /** The body, without what is withheld from this reader too. */
  readonly body: Root;
}

/** @param locale - the language the reader wants; the study's first one where it has no text. */
export function toSharedStudy(
  source: SourceStudy,
  locale: Locale,
  decision: Decision,
): SharedStudy {
  const text = textFor(source, locale);
  const { data, path } = toPublicCaseStudy(source, locale, decision);
  const body = structuredClone(text.body);
  withhold(body, viewOf(source, text.lang, decision));
  return { data, path, body };
}

/** From here on a sentence cannot stand elsewhere by chance. */
const DISTINCTIVE = 24;

/** @returns the sentences of a sealed copy, by which the gate would know it outside. */
export function sentencesOf({ body }: Pick<SharedStudy, 'body'>): readonly string[] {
  const found: string[] = [];
  visit(body, ['paragraph', 'heading', 'tableCell'], (node) => {
    const text = toString(node, { includeImageAlt: false });
    found.push(...text.split(/(?<=[.!?])\s+|(?<=[。！？])/).map((each) => each.trim()));
  });
  return [...new Set(found)].filter((text) => text.length >= DISTINCTIVE);
}
