import type { Root } from 'mdast';
import type { Agreement } from '../schemas/agreement.ts';
import type { CaseStudyTranslation } from '../schemas/case-study.ts';
import { REASONS } from '../schemas/level.ts';
import type { Locale } from '../schemas/locale.ts';
import { LOCALES } from '../schemas/locale.ts';
import { BIO_WORDS, bioTarget } from '../schemas/profile.ts';
import type { Profile, SiteLanguages } from '../schemas/profile.ts';
import type { Disclosed, PublicCaseStudy, PublicProfile } from '../schemas/public.ts';
import type { AsOf } from './day.ts';
import { today } from './day.ts';
import type { Disclosure } from './disclose.ts';
import { discloseText } from './disclosed-text.ts';
import { originalOf, originalsOf } from './originals.ts';
import { redactionsIn } from './redacted-image.ts';
import type { Redaction } from './redacted-image.ts';
import type { SourceStudy, SourceTalk, SourceText, WordingOf } from './sources.ts';
import { viewpoint } from './viewpoint.ts';
import type { Viewpoint } from './viewpoint.ts';
import type { Removed } from './withhold.ts';
import { picturesIn, withhold } from './withhold.ts';

/** Everything that deciding about one work needs. */
export interface Decision {
  readonly disclosure: Disclosure;
  readonly agreements: readonly Agreement[];
  readonly asOf: AsOf;
  readonly authorZone: string;
  /** In which languages there are pages. */
  readonly site: SiteLanguages;
  /** Which wordings the text of a work has, by its language; left out, its author's first ones. */
  readonly wording?: WordingOf | undefined;
}

/** One page of a work: what it may print, and, privately, what it must not. */
export interface DisclosedPage<Public> {
  readonly data: Public;
  readonly path: string;
  /** URLs of the images it shows, as written. */
  readonly images: readonly string[];
  /** The pictures it shows with a part painted over. */
  readonly redactions: readonly Redaction[];
  readonly removed: Removed;
}

/** @returns how one language version of a work is looked at under a decision. */
export function viewOf(
  source: SourceStudy | SourceTalk,
  lang: Locale,
  decision: Decision,
): Viewpoint {
  const { disclosure, agreements, asOf, authorZone, wording } = decision;
  const day = today(asOf, agreements[0]?.timezone ?? authorZone);
  const client = 'client' in source.facts ? source.facts.client : undefined;
  return viewpoint({
    disclosure,
    day,
    locale: lang,
    agreements,
    client,
    wording: wording?.(source.work, lang),
  });
}

/** @returns the text a page in `locale` prints: its own language, else the work's first one. */
export function textFor<Words>(
  source: { readonly lang: Locale; readonly texts: ReadonlyMap<Locale, SourceText<Words>> },
  locale: Locale,
): SourceText<Words> & { readonly lang: Locale } {
  const lang = source.texts.has(locale) ? locale : source.lang;
  const text = source.texts.get(lang);
  // The reader of the content folder makes no work without its first text.
  if (!text) throw new Error(`no text for ${lang}`);
  return { ...text, lang };
}

/**
 * The only maker of what case study pages accept. Picked field by field, never spread: a field
 * added to the schema stays private until it is listed here.
 *
 * @param locale - the language of the page, which may differ from that of the text.
 */
export function toPublicCaseStudy(
  source: SourceStudy,
  locale: Locale,
  decision: Decision,
): DisclosedPage<PublicCaseStudy> {
  const { facts } = source;
  const text = textFor(source, locale);
  const view = viewOf(source, text.lang, decision);
  const { words, removed, images, redactions } = discloseWords(text.words, text.body, view);
  const reasons = REASONS.filter(
    (reason) => view.withheld.includes(reason) || removed.reasons.includes(reason),
  );
  const data: PublicCaseStudy = {
    ...identity(source, locale, decision.site),
    title: words.title,
    summary: words.summary,
    outcome: words.outcome,
    role: words.role,
    sector: words.sector,
    client: publicClient(source, view),
    level: view.level,
    released: { count: REASONS.length - reasons.length, of: REASONS.length },
    withholdings: reasons.map((reason) => ({
      reason,
      ...(reason === 'T' && removed.opens !== null && { until: removed.opens }),
    })),
    started: facts.started,
    ...(facts.ended !== undefined && { ended: facts.ended }),
    tags: facts.tags,
    cover: publicCover(source, text.words, view),
    eggs: facts.eggs.map(({ id }) => id),
  };
  const shown = data.cover ? [...images, data.cover.src] : images;
  return {
    data,
    path: text.path,
    images: shown,
    redactions,
    removed: withCover(removed, source, view),
  };
}

/** Which page this is: what case studies and talks have in common. */
export function identity(source: SourceStudy | SourceTalk, locale: Locale, site: SiteLanguages) {
  const textOn = (each: Locale) => textFor<unknown>(source, each).lang;
  return {
    work: source.work,
    locale,
    lang: textOn(locale),
    original: originalOf(locale, textOn, site),
    locales: originalsOf(textOn, site),
  };
}

function publicClient({ facts }: SourceStudy, view: Viewpoint): Disclosed | null {
  if (facts.nda === false && facts.client === undefined) return null;
  return discloseText('{client}', view).segments;
}

function publicCover({ facts }: SourceStudy, words: CaseStudyTranslation, view: Viewpoint) {
  if (!facts.cover || isCoverWithheld(facts.cover, view)) return null;
  // A translation may leave the text of the cover out; the empty one marks it as decoration.
  const alt = discloseText(words.coverAlt ?? '', view).segments;
  return { src: facts.cover.src, alt: alt.filter((part) => typeof part === 'string').join('') };
}

function isCoverWithheld({ reason }: { reason?: string | undefined }, view: Viewpoint): boolean {
  return reason !== undefined && view.withheld.some((each) => each === reason);
}

function withCover(removed: Removed, { facts }: SourceStudy, view: Viewpoint): Removed {
  if (!facts.cover || !isCoverWithheld(facts.cover, view)) return removed;
  return { ...removed, images: [...removed.images, facts.cover.src] };
}

const WORDS = ['title', 'summary', 'outcome', 'role', 'sector', 'audience'] as const;
type Word = (typeof WORDS)[number];

export function discloseWords<W extends Partial<Record<Word, string>>>(
  texts: W,
  body: SourceText<unknown>['body'],
  view: Viewpoint,
) {
  const fragments: string[] = [];
  const words: Partial<Record<Word, Disclosed>> = {};
  for (const word of WORDS) {
    const text = texts[word];
    if (text === undefined) continue;
    const { segments, withheld } = discloseText(text, view);
    words[word] = segments;
    fragments.push(...withheld);
  }
  // The tree is the author's: what is taken out of a copy is only listed here.
  const left = structuredClone(body);
  const removed = withhold(left, view);
  return {
    images: imagesIn(left),
    redactions: redactionsIn(left),
    words: words as { [K in Word & keyof W]-?: Disclosed },
    removed: { ...removed, fragments: [...fragments, ...removed.fragments] },
  };
}

/** @returns the URLs of all images in a body, as written. */
export function imagesIn(body: Root): readonly string[] {
  return picturesIn(body, body).map(({ url }) => url);
}

type Texts = Partial<Record<Locale, string | undefined>>;

/** @returns the text in a language, else in the first one, else in any. */
export function pickText(texts: Texts, locale: Locale, first: Locale): string {
  return texts[pickLanguage(texts, locale, first)] ?? '';
}

/** @returns the language of the text that is picked. */
function pickLanguage(texts: Partial<Record<Locale, unknown>>, locale: Locale, first: Locale) {
  return [locale, first, ...LOCALES].find((each) => texts[each] !== undefined) ?? locale;
}

/** The profile in one language; another language's text where one is missing. */
export function toPublicProfile(profile: Profile, locale: Locale): PublicProfile {
  const pick = (texts: Texts): string => pickText(texts, locale, profile.locale);
  return {
    langs: languagesOf(profile, locale),
    name: pick(profile.name),
    tagline: pick(profile.tagline),
    about: pick(profile.about).split(/\n\s*\n/),
    email: profile.email,
    ...(profile.location && { location: pick(profile.location) }),
    portrait: profile.portrait
      ? { src: profile.portrait.src, alt: pick(profile.portrait.alt) }
      : null,
    links: profile.links.map(({ label, url }) => ({ label, url })),
    cv: profile.cv.map(({ heading, entries }) => ({
      heading: pick(heading),
      entries: entries.map(({ from, to, what, where, text }) => ({
        what: pick(what),
        ...(from && { from }),
        ...(to && { to }),
        ...(where && { where: pick(where) }),
        ...(text && { text: pick(text) }),
      })),
    })),
    speaker: profile.speaker ? publicKit(profile.speaker, pick, locale) : null,
  };
}

/** Of sections the language of their first text: whoever translates a list translates all of it. */
function languagesOf(profile: Profile, locale: Locale): PublicProfile['langs'] {
  const of = (texts: Texts | undefined) => pickLanguage(texts ?? {}, locale, profile.locale);
  return {
    tagline: of(profile.tagline),
    about: of(profile.about),
    location: of(profile.location),
    cv: of(profile.cv[0]?.heading),
    speaker: of(profile.speaker?.introduction),
  };
}

function publicKit(
  { bios, introduction, needs, headshots }: NonNullable<Profile['speaker']>,
  pick: (texts: Texts) => string,
  locale: Locale,
): PublicProfile['speaker'] {
  return {
    bios: BIO_WORDS.map((words) => ({
      length: bioTarget(words, locale),
      text: pick(bios[words]).trim(),
    })),
    introduction: pick(introduction).trim(),
    needs: needs[locale] ?? Object.values(needs).find(Boolean) ?? [],
    headshots: headshots.map(({ src, alt, credit }) => ({
      src,
      alt: pick(alt),
      credit: credit ?? null,
    })),
  };
}
