import type { Level } from '../schemas/level.ts';
import { LOCALES } from '../schemas/locale.ts';
import type { Locale } from '../schemas/locale.ts';
import type { WordingPlace } from '../marks/index.ts';
import type { Acrostic, Egg } from '../schemas/case-study.ts';
import type { SiteLanguages } from '../schemas/profile.ts';
import type { PublicCaseStudy, PublicDeck, PublicProfile, PublicTalk } from '../schemas/public.ts';
import type { AsOf } from './day.ts';
import { disclose, withheldAt } from './disclose.ts';
import type { Claim } from './disclose.ts';
import type { KnownWork } from '../gate/index.ts';
import { privateWorks } from './private-works.ts';
import { secretsOf } from './secrets.ts';
import type { DecidedWork, Secret } from './secrets.ts';
import type { Portfolio, SourceStudy, SourceTalk, TalkFiles } from './sources.ts';
import {
  identity,
  imagesIn,
  textFor,
  toPublicCaseStudy,
  toPublicProfile,
  viewOf,
} from './to-public.ts';
import type { Decision, DisclosedPage } from './to-public.ts';
import { talkFiles, talkImages, toPublicDeck, toPublicTalk } from './to-public-talk.ts';
import type { PublishedFile } from './to-public-talk.ts';
import type { Viewpoint } from './viewpoint.ts';
import { offeredWordings } from './wording.ts';

/** Which marks a page of a work must carry. Private: it holds the phrases. */
export interface PagePlan {
  readonly kind: 'case-studies' | 'talks';
  readonly work: string;
  /** The language of the page, of the text on it, and of the page where that stands first. */
  readonly locale: Locale;
  readonly lang: Locale;
  readonly original: Locale;
  readonly acrostic: Acrostic | null;
  readonly eggs: readonly Egg[];
  /** Where the text offers wordings, outside of what may be withheld: all of them are on the page. */
  readonly wordings: readonly WordingPlace[];
}

/**
 * What the rest of the build may know. Only `secrets`, `plans`, `withheldImages` and `privateWorks`
 * are private.
 */
export interface PublicPortfolio {
  readonly studies: readonly DisclosedPage<PublicCaseStudy>[];
  readonly talks: readonly DisclosedPage<PublicTalk>[];
  readonly decks: readonly DisclosedPage<PublicDeck>[];
  /** Recordings, captions and the like of public works. */
  readonly files: readonly PublishedFile[];
  readonly profiles: ReadonlyMap<Locale, PublicProfile>;
  readonly plans: readonly PagePlan[];
  readonly secrets: readonly Secret[];
  /** All works as their author knows them, for the gate to tell what can be inferred. */
  readonly privateWorks: readonly KnownWork[];
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
  const openTalks = talks.filter(isPublic);
  const made = pagesOf(studies.filter(isPublic), openTalks);
  const pages = [...made.studies, ...made.talks, ...made.decks];
  const removedFrom = (work: string) =>
    pages.filter(({ data }) => data.work === work).map(({ removed }) => removed);
  const decided: DecidedWork[] = [...studies, ...talks].map(({ source, decision }) => ({
    source,
    disclosure: decision.disclosure,
    agreements: decision.agreements,
    removed: removedFrom(source.work),
  }));
  const { languages } = portfolio.profile;
  return {
    studies: made.studies.filter(({ data }) => languages.includes(data.locale)),
    talks: made.talks.filter(({ data }) => languages.includes(data.locale)),
    decks: made.decks.filter(({ data }) => languages.includes(data.locale)),
    files: openTalks.flatMap(({ source, decision }) => talkFiles(source, decision)),
    profiles: new Map(
      languages.map((locale) => [locale, toPublicProfile(portfolio.profile, locale)]),
    ),
    plans: open.flatMap(({ source }) =>
      languages.map((locale) => planText(source, locale, portfolio.profile)),
    ),
    secrets: secretsOf(decided, portfolio.agreements.values()),
    privateWorks: privateWorks(decided),
    withheldImages: [
      ...pages.flatMap(({ path, removed }) => removed.images.map((url) => [path, url] as const)),
      ...[...studies, ...talks].filter((work) => !isPublic(work)).flatMap(allImages),
    ],
    viewpointOf: viewpoints(open),
  };
}

/**
 * Makes the pages of every language: what is withheld from a text must not get out either where the
 * site is not published in its language.
 */
function pagesOf(
  studies: readonly { readonly source: SourceStudy; readonly decision: Decision }[],
  talks: readonly { readonly source: SourceTalk; readonly decision: Decision }[],
) {
  const slugs = studies.map(({ source }) => source.work);
  const inAll = <Page>(make: (locale: Locale) => Page | null): Page[] =>
    LOCALES.flatMap((locale) => make(locale) ?? []);
  return {
    studies: studies.flatMap(({ source, decision }) =>
      inAll((locale) => toPublicCaseStudy(source, locale, decision)),
    ),
    talks: talks.flatMap(({ source, decision }) =>
      inAll((locale) => toPublicTalk(source, locale, decision, slugs)),
    ),
    decks: talks.flatMap(({ source, decision }) =>
      inAll((locale) => toPublicDeck(source, locale, decision)),
    ),
  };
}

function allImages({ source }: Decided): readonly (readonly [string, string])[] {
  const cover = 'cover' in source.facts && source.facts.cover ? [source.facts.cover.src] : [];
  const named = 'decks' in source ? [...talkImages(source), ...pdfOf(source)] : cover;
  const decks = decksOf(source).values();
  return [...source.texts.values(), ...decks].flatMap(({ path, body }) =>
    [...named, ...imagesIn(body)].map((url) => [path, url] as const),
  );
}

function pdfOf({ facts: { slides } }: SourceTalk): readonly string[] {
  return slides === undefined ? [] : [slides];
}

type Decided = { readonly source: SourceStudy | SourceTalk; readonly decision: Decision };

function isPublic({ decision }: { decision: Decision }): boolean {
  return decision.disclosure.level !== 'sealed';
}

/** Decides about one work. */
export function decideWork(
  source: SourceStudy | SourceTalk,
  { profile, agreements: all, retractions, wording }: Portfolio,
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
  return { disclosure, agreements, asOf, authorZone, site: profile, wording };
}

/** @returns the marks of a work's page in one language. */
export function planText(
  source: SourceStudy | SourceTalk,
  locale: Locale,
  site: SiteLanguages,
): PagePlan {
  const { words, body } = textFor<Words>(source, locale);
  const { lang, original } = identity(source, locale, site);
  return {
    kind: source.kind,
    work: source.work,
    locale,
    lang,
    original,
    acrostic: words.acrostic ?? null,
    eggs: 'eggs' in source.facts ? source.facts.eggs : [],
    wordings: offeredWordings(body).flatMap(({ isOpen, place }) => (isOpen ? [place] : [])),
  };
}

/** The words of either kind, as far as marks are concerned. */
type Words = { readonly title: string; readonly acrostic?: Acrostic | undefined };

function decksOf(source: SourceStudy | SourceTalk): TalkFiles['decks'] {
  return 'decks' in source ? source.decks : new Map();
}

function viewpoints(open: readonly Decided[]): PublicPortfolio['viewpointOf'] {
  const byPath = new Map<string, Viewpoint>();
  for (const { source, decision } of open)
    for (const [lang, { path }] of [...source.texts, ...decksOf(source)])
      byPath.set(path, viewOf(source, lang, decision));
  return (path) => byPath.get(path) ?? null;
}
