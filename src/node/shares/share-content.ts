import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import sharp from 'sharp';
import { markSharedText, shareMark } from '../../authorship/index.ts';
import type { Author } from '../../authorship/index.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import {
  decideShare,
  lastShareDay,
  sentencesOf,
  toSharedStudy,
  withhold,
} from '../../disclosure/index.ts';
import { embedImage, wordingPicker } from '../../marks/index.ts';
import type { HiddenMark } from '../../marks/index.ts';
import type { SealedContent, SealedFile } from '../../release/sealed-container.ts';
import type { Share } from '../../schemas/share.ts';
import { calendar } from '../../site/calendar.ts';
import { calendarEntries } from '../../site/calendar-entries.ts';
import { plainText } from '../../site/disclosed.ts';
import { invitationHtml } from '../../site/sealed-invitation.ts';
import { joinUnits } from '../../site/units.ts';
import { sealedStudyHtml } from '../../site/sealed-study.ts';
import type { Content } from '../content/content.ts';
import { toPixels } from '../pictures/image-pixels.ts';
import type { Settings } from '../settings.ts';
import { siteContextOf } from '../identity/site-author.ts';

/** What one reader gets, in the clear: it never lies on a disk. Or why the reader gets nothing. */
export type SharedContent =
  | {
      readonly status: 'made';
      /** The page alone: its fonts are cut when it is sealed. */
      readonly content: Omit<SealedContent, 'fonts'>;
      /** Sentences that must be nowhere outside the ciphertext; none if the text is public anyway. */
      readonly secrets: readonly string[];
    }
  | { readonly status: 'refused'; readonly because: string };

/** What making a copy needs. */
export interface ShareDesk {
  readonly content: Content;
  readonly settings: Pick<Settings, 'asOf'>;
  readonly author: Author;
}

/**
 * Decides whether a reader may see what was shared, on the day of the desk. Says nothing of the work:
 * builds print it.
 *
 * @returns why not; null if the reader may.
 */
export function shareRefusal(
  { what, lang }: Pick<Share, 'what' | 'lang'>,
  {
    content: { portfolio, published },
    settings: { asOf },
  }: Pick<ShareDesk, 'content' | 'settings'>,
): string | null {
  const retracted = portfolio.retractions.get(what.work);
  if (retracted) return `what it shows was retracted on ${retracted.on}`;
  if (!portfolio.profile.languages.includes(lang))
    return `the site is not published in the language of its reader, ${lang}`;
  if (what.kind === 'study') {
    const source = portfolio.studies.find(({ work }) => work === what.work);
    if (!source) return GONE;
    const decided = decideShare(source, portfolio, asOf);
    return decided.status === 'refused' ? decided.because : null;
  }
  const talk = portfolio.talks.find(({ work }) => work === what.work);
  if (!talk?.facts.deliveries.some(({ id }) => id === what.delivery)) return GONE;
  const isPublic = published.talks.some(({ data }) => data.work === what.work);
  return isPublic ? null : 'the talk is sealed on that day';
}

/** @returns the last day on which a copy is published: its own, or that of an agreement if it comes first. */
export function lastDayOf(
  { what, until }: Pick<Share, 'what' | 'until'>,
  { portfolio }: Pick<Content, 'portfolio'>,
): string | null {
  const source = portfolio.studies.find(({ work }) => what.kind === 'study' && work === what.work);
  const allowed = source ? lastShareDay(source, portfolio) : null;
  return until === null || (allowed !== null && allowed < until) ? allowed : until;
}

const GONE = 'what it shows is not in the content any more';

/** Makes one reader's copy, with the reader's covert mark in its wordings, text and pictures. */
export async function sharedContent(share: Share, desk: ShareDesk): Promise<SharedContent> {
  const because = shareRefusal(share, desk);
  if (because !== null) return { status: 'refused', because };
  return share.what.kind === 'study' ? studyContent(share, desk) : invitationContent(share, desk);
}

async function studyContent(
  share: Share,
  { content, settings: { asOf }, author }: ShareDesk,
): Promise<SharedContent> {
  const { portfolio, published } = content;
  const source = portfolio.studies.find(({ work }) => work === share.what.work);
  if (!source) return { status: 'refused', because: GONE };
  const decided = decideShare(source, portfolio, asOf);
  if (decided.status === 'refused') return decided;
  const mark = shareMark(share, author);
  const study = toSharedStudy(source, share.lang, {
    ...decided.decision,
    wording: () => wordingPicker(mark),
  });
  const { html, images } = await sealedStudyHtml(study.data, study.body, share.lang);
  const files = await Promise.all(
    images.map((url) => picture(resolve(dirname(study.path), decodeURI(url)), mark)),
  );
  const known = publicSentences(content);
  const isPublic = published.studies.some(({ data }) => data.work === source.work);
  return {
    status: 'made',
    content: {
      title: plainText(study.data.title, study.data.lang),
      lang: study.data.lang,
      html: await markSharedText(joinUnits(html), mark),
      files,
    },
    secrets: isPublic ? [] : sentencesOf(study).filter((each) => !known.has(each)),
  };
}

/** What a public page says as well is no secret of a sealed one. */
function publicSentences({ portfolio, published }: Content): ReadonlySet<string> {
  const texts = [...portfolio.studies, ...portfolio.talks].flatMap((work) => [
    ...work.texts.values(),
  ]);
  const sentences = texts.flatMap(({ path, body }) => {
    const view = published.viewpointOf(path);
    if (!view) return [];
    const left = structuredClone(body);
    withhold(left, view);
    return sentencesOf({ body: left });
  });
  return new Set(sentences);
}

/** As wide as a page shows it at twice the pixels. */
const MAX_WIDTH = 1600;

async function picture(path: string, mark: HiddenMark): Promise<SealedFile> {
  // What the camera wrote into the file is not carried along.
  const resized = await sharp(await readFile(path))
    .rotate()
    .resize({ width: MAX_WIDTH, withoutEnlargement: true })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  const { width, height, data } = embedImage(await toPixels(sharp(resized)), [mark]);
  const image = sharp(data, { raw: { width, height, channels: 4 as const } });
  const bytes = new Uint8Array(await image.webp({ quality: 82 }).toBuffer());
  return { name: null, type: 'image/webp', bytes };
}

function invitationContent(
  share: Share,
  { content: { portfolio, published }, settings: { asOf }, author }: ShareDesk,
): SharedContent {
  const { what, lang } = share;
  if (what.kind !== 'invitation') throw new Error('expected an invitation');
  const talk = published.talks.find(({ data }) => data.work === what.work && data.locale === lang);
  const delivery = talk?.data.deliveries.find(({ id }) => id === what.delivery);
  if (!talk || !delivery) return { status: 'refused', because: GONE };
  const site = siteContextOf(portfolio.profile, lang, asOf);
  const name = published.profiles.get(lang)?.name ?? author.name;
  const parts = { talk: talk.data, delivery, to: share.to, note: what.note, author: name, site };
  const entry = calendarEntries(talk.data, site).filter((each) => each.delivery.id === delivery.id);
  const ics = calendar(plainText(talk.data.title, lang), entry, new URL(site.origin).host);
  return {
    status: 'made',
    content: {
      title: plainText(talk.data.title, lang),
      lang,
      html: invitationHtml(parts),
      files: [{ name: 'invitation.ics', type: 'text/calendar', bytes: toUtf8(ics) }],
    },
    secrets: what.note
      .split(/\n\s*\n|(?<=[.!?])\s+|(?<=[。！？])/)
      .filter((text) => text.length >= 24),
  };
}
