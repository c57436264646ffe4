import type { Level } from '../schemas/level.ts';
import { LOCALES } from '../schemas/locale.ts';
import type { Locale } from '../schemas/locale.ts';
import type { Acrostic, Egg } from '../schemas/case-study.ts';
import type { PublicCaseStudy, PublicProfile, PublicTalk } from '../schemas/public.ts';
import type { AsOf } from './day.ts';
import { disclose, withheldAt } from './disclose.ts';
import type { Claim } from './disclose.ts';
import { secretsOf } from './secrets.ts';
import type { DecidedWork, Secret } from './secrets.ts';
import type { Portfolio, SourceStudy, SourceTalk } from './sources.ts';
import {
  imagesIn,
  textFor,
  toPublicCaseStudy,
  toPublicProfile,
  toPublicTalk,
  viewOf,
} from './to-public.ts';
import type { Decision, DisclosedPage } from './to-public.ts';
import type { Viewpoint } from './viewpoint.ts';

/** Which marks a page of a work must carry. Private: it holds the phrases. */
export interface PagePlan {
  readonly kind: 'case-studies' | 'talks';
  readonly work: string;
  /** The language of the page, and of the text on it. */
  readonly locale: Locale;
  readonly lang: Locale;
  readonly acrostic: Acrostic | null;
  readonly eggs: readonly Egg[];
}

/** What the rest of the build may know. Only `secrets`, `plans` and `withheldImages` are private. */
export interface PublicPortfolio {
  readonly studies: readonly DisclosedPage<PublicCaseStudy>[];
  readonly talks: readonly DisclosedPage<PublicTalk>[];
  readonly profiles: ReadonlyMap<Locale, PublicProfile>;
  readonly plans: readonly PagePlan[];
  readonly secrets: readonly Secret[];
  /** Images nobody may see, as `[path of the text, URL as written]`. */
  readonly withheldImages: readonly (readonly [string, string])[];
  /** @returns from where the Markdown plugin looks at the file at `path`; null if it is sealed. */
  viewpointOf(path: string): Viewpoint | null;
}

/** How an author looks at a draft: never used for a release. */
export interface Preview {
  readonly level: Level;
}

/**
 * The one place that decides what is public. A sealed work leaves no trace in the result but in
 * `secrets`.
 *
 * @param preview - shows every work at one level instead of its own.
 */
export function publish(
  portfolio: Portfolio,
  asOf: AsOf,
  preview: Preview | null = null,
): PublicPortfolio {
  const decide = <S extends SourceStudy | SourceTalk>(source: S) => ({
    source,
    decision: decideWork(source, portfolio, asOf, preview),
  });
  const studies = portfolio.studies.map(decide);
  const talks = portfolio.talks.map(decide);
  const open = [...studies, ...talks].filter(isPublic);
  const publicSlugs = studies.filter(isPublic).map(({ source }) => source.work);
  const studyPages = studies
    .filter(isPublic)
    .flatMap(({ source, decision }) =>
      LOCALES.map((locale) => toPublicCaseStudy(source, locale, decision)),
    );
  const talkPages = talks
    .filter(isPublic)
    .flatMap(({ source, decision }) =>
      LOCALES.map((locale) => toPublicTalk(source, locale, decision, publicSlugs)),
    );
  const pages = [...studyPages, ...talkPages];
  const removedFrom = (work: string) =>
    pages.filter(({ data }) => data.work === work).map(({ removed }) => removed);
  const decided: DecidedWork[] = [...studies, ...talks].map(({ source, decision }) => ({
    source,
    disclosure: decision.disclosure,
    agreements: decision.agreements,
    removed: removedFrom(source.work),
  }));
  return {
    studies: studyPages,
    talks: talkPages,
    profiles: new Map(
      LOCALES.map((locale) => [locale, toPublicProfile(portfolio.profile, locale)]),
    ),
    plans: open.flatMap(({ source }) => LOCALES.map((locale) => planText(source, locale))),
    secrets: secretsOf(decided, portfolio.agreements.values()),
    withheldImages: [
      ...pages.flatMap(({ path, removed }) => removed.images.map((url) => [path, url] as const)),
      ...[...studies, ...talks].filter((work) => !isPublic(work)).flatMap(allImages),
    ],
    viewpointOf: viewpoints(open),
  };
}

function allImages({ source }: Decided): readonly (readonly [string, string])[] {
  const cover = 'cover' in source.facts && source.facts.cover ? [source.facts.cover.src] : [];
  return [...source.texts.values()].flatMap(({ path, body }) =>
    [...cover, ...imagesIn(body)].map((url) => [path, url] as const),
  );
}

type Decided = { readonly source: SourceStudy | SourceTalk; readonly decision: Decision };

function isPublic({ decision }: { decision: Decision }): boolean {
  return decision.disclosure.level !== 'sealed';
}

/** Decides about one work. */
export function decideWork(
  source: SourceStudy | SourceTalk,
  { profile, agreements: all, retractions }: Portfolio,
  asOf: AsOf,
  preview: Preview | null,
): Decision {
  const { facts, work } = source;
  // A missing agreement is a problem of the content, reported before anything is published.
  const agreements = (facts.nda || []).flatMap((id) => all.get(id) ?? []);
  const claim: Claim = {
    work,
    disclosure: facts.disclosure,
    opens: 'opens' in facts ? facts.opens : undefined,
    withhold: 'withhold' in facts ? facts.withhold : [],
    retracted: retractions.get(work)?.on,
  };
  const authorZone = profile.timezone;
  const real = disclose(claim, agreements, asOf, authorZone);
  const disclosure = preview
    ? {
        level: preview.level,
        withheld:
          preview.level === 'full' ? [] : withheldAt(preview.level, claim, agreements, asOf),
        because: 'a preview',
      }
    : real;
  return { disclosure, agreements, asOf, authorZone };
}

/** @returns the marks of a work's page in one language. */
export function planText(source: SourceStudy | SourceTalk, locale: Locale): PagePlan {
  const { lang, words } = textFor<Words>(source, locale);
  return {
    kind: source.kind,
    work: source.work,
    locale,
    lang,
    acrostic: words.acrostic ?? null,
    eggs: 'eggs' in source.facts ? source.facts.eggs : [],
  };
}

/** The words of either kind, as far as marks are concerned. */
type Words = { readonly title: string; readonly acrostic?: Acrostic | undefined };

function viewpoints(open: readonly Decided[]): PublicPortfolio['viewpointOf'] {
  const byPath = new Map<string, Viewpoint>();
  for (const { source, decision } of open)
    for (const [lang, { path }] of source.texts) byPath.set(path, viewOf(source, lang, decision));
  return (path) => byPath.get(path) ?? null;
}
