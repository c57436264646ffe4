import { LOCALES } from '../schemas/locale.ts';
import type { Locale } from '../schemas/locale.ts';
import type { SiteLanguages } from '../schemas/profile.ts';
import type { PublicDeck, PublicRecording, PublicTalk } from '../schemas/public.ts';
import type { TalkTranslation } from '../schemas/talk.ts';
import { discloseText } from './disclosed-text.ts';
import { redactionsIn } from './redacted-image.ts';
import { originalOf, originalsOf } from './originals.ts';
import { dropNotes, slideCount } from './slides.ts';
import type { SourceTalk } from './sources.ts';
import { discloseWords, identity, imagesIn, pickText, textFor, viewOf } from './to-public.ts';
import type { Decision, DisclosedPage } from './to-public.ts';
import { withhold } from './withhold.ts';

/** The only maker of what talk pages accept. */
export function toPublicTalk(
  source: SourceTalk,
  locale: Locale,
  decision: Decision,
  publicStudies: readonly string[],
): DisclosedPage<PublicTalk> {
  const { facts } = source;
  const text = textFor<TalkTranslation>(source, locale);
  const view = viewOf(source, text.lang, decision);
  const { words, removed, images, redactions } = discloseWords(text.words, text.body, view);
  const data: PublicTalk = {
    ...identity(source, locale, decision.site),
    title: words.title,
    summary: words.summary,
    audience: words.audience,
    tags: facts.tags,
    deliveries: facts.deliveries.toSorted((a, b) => a.starts.localeCompare(b.starts)),
    resources: facts.resources.map(({ title, url, kind }) => ({ title, url, kind })),
    studies: facts.studies.filter((slug) => publicStudies.includes(slug)),
    hasSlides: showsPdf(source, decision) || source.decks.size > 0,
    photos: facts.photos.map(({ delivery, src, alt }) => ({
      delivery,
      src,
      alt: pickText(alt, locale, source.lang),
    })),
    recording: publicRecording(source, locale, decision.site),
  };
  return {
    data,
    path: text.path,
    images: [...images, ...talkImages(source)],
    redactions,
    removed: { ...removed, images: [...removed.images, ...withheldPdf(source, decision)] },
  };
}

/** Nothing can be taken out of a PDF: it is shown whole, or not at all. */
function showsPdf({ facts }: SourceTalk, { disclosure }: Decision): boolean {
  return facts.slides !== undefined && disclosure.withheld.length === 0;
}

function withheldPdf(source: SourceTalk, decision: Decision): readonly string[] {
  const { slides } = source.facts;
  return slides === undefined || showsPdf(source, decision) ? [] : [slides];
}

/** @returns the pictures that the front matter of a talk names. */
export function talkImages({ facts }: SourceTalk): readonly string[] {
  const { photos, recording } = facts;
  return [...photos.map(({ src }) => src), ...(recording ? [recording.poster] : [])];
}

function publicRecording(
  { facts: { recording }, captions, lang }: SourceTalk,
  locale: Locale,
  site: SiteLanguages,
): PublicRecording | null {
  if (!recording) return null;
  const { delivery, file, embed, poster } = recording;
  const [other = lang] = [lang, ...captions.keys()].filter((each) => captions.has(each));
  const textOn = (each: Locale) => (captions.has(each) ? each : other);
  const cues = captions.get(textOn(locale));
  return {
    delivery,
    file: file === undefined ? null : `recording${file.slice(file.lastIndexOf('.'))}`,
    embed: embed ?? null,
    poster,
    captions: LOCALES.filter((each) => captions.has(each)).map((each) => ({
      lang: each,
      file: captionsFile(each),
    })),
    transcript: cues
      ? {
          lang: textOn(locale),
          original: originalOf(locale, textOn, site),
          locales: originalsOf(textOn, site),
          cues: [...cues],
        }
      : null,
  };
}

function captionsFile(lang: Locale): string {
  return `captions.${lang}.vtt`;
}

/** A file of the author's that is published as it is. */
export interface PublishedFile {
  /** Absolute path. */
  readonly from: string;
  /** Relative to the release, with `/`. */
  readonly to: string;
}

/** @returns the files that pages of a public talk refer to. */
export function talkFiles(source: SourceTalk, decision: Decision): readonly PublishedFile[] {
  const { facts, work } = source;
  const { path } = textFor<TalkTranslation>(source, source.lang);
  const beside = (file: string) => path.replace(/[^\\/]*$/, '') + file.slice('./'.length);
  const recording = publicRecording(source, source.lang, decision.site);
  const named = [
    [facts.recording?.file, recording?.file],
    ...LOCALES.map((lang) => [facts.recording?.captions?.[lang], captionsFile(lang)]),
    ...(showsPdf(source, decision) ? [[facts.slides, PDF_FILE]] : []),
  ];
  return named.flatMap(([from, to]) =>
    from && to ? [{ from: beside(from), to: `talks/${work}/${to}` }] : [],
  );
}

const PDF_FILE = 'slides.pdf';

/**
 * The only maker of what pages of slides accept.
 *
 * @returns null for a talk that has none.
 */
export function toPublicDeck(
  source: SourceTalk,
  locale: Locale,
  decision: Decision,
): DisclosedPage<PublicDeck> | null {
  const { decks, lang: first, work } = source;
  const text = textFor<TalkTranslation>(source, locale);
  const [other = first] = [first, ...decks.keys()].filter((each) => decks.has(each));
  const textOn = (each: Locale) => (decks.has(each) ? each : other);
  const lang = textOn(locale);
  const title = discloseText(text.words.title, viewOf(source, text.lang, decision)).segments;
  const file = showsPdf(source, decision) ? PDF_FILE : null;
  const original = originalOf(locale, textOn, decision.site);
  const data = { work, locale, lang, original, title, count: 0, pages: [], file };
  const deck = decks.get(lang);
  if (!deck) {
    const nothing = { fragments: [], passages: [], images: [], reasons: [], opens: null };
    return file ? { data, path: text.path, images: [], redactions: [], removed: nothing } : null;
  }
  const left = structuredClone(deck.body);
  const removed = withhold(left, viewOf(source, data.lang, decision));
  dropNotes(left);
  const count = slideCount(left);
  return {
    data: { ...data, count },
    path: deck.path,
    images: imagesIn(left),
    redactions: redactionsIn(left),
    removed,
  };
}
