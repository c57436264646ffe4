import { fromBase64url } from '../bytes/base64.ts';
import { fromHex, toHex } from '../bytes/hex.ts';
import {
  IMAGE_FALSE_POSITIVE,
  carriers,
  findKnown,
  openEgg,
  readEggs,
  readOvertPdf,
} from '../marks/index.ts';
import type {
  CarrierId,
  EggStatement,
  HiddenMark,
  ImageReader,
  MarkSighting,
  Reading,
} from '../marks/index.ts';
import { fingerprintOf } from './author.ts';
import { hiddenMark } from './deliveries.ts';
import type { DeliveredMark } from './mark-openings.ts';
import type { AuthorDocument } from './author-document.ts';

/** A mark in a text, and whose it is. */
export interface Sighting {
  readonly carrier: CarrierId;
  /** 8 bytes as hexadecimal digits. */
  readonly id: string;
  readonly author: SightedAuthor;
  /** From the author's list; null if the id is not in it. */
  readonly work: string | null;
  readonly url: string | null;
  /** Whether the id is in the author's signed list. If not, anybody with the public detection key may have made the mark. */
  readonly isListed: boolean;
  readonly where: Place;
  /** A bound on the chance that this arises by accident, over everything that was tried. */
  readonly chance: number;
  /** What an egg says, if the phrase opened it. */
  readonly opened: Opened | null;
  /** Set if only the author's seed finds it. */
  readonly layer?: 'covert';
  /** Set if it is too likely by chance to be believed alone. */
  readonly isSupport?: true;
}

/** What stands in an egg. `isSigned` is null if this platform cannot check Ed25519. */
export interface Opened {
  readonly statement: EggStatement;
  /** Whether the author of the document signed it. */
  readonly isSigned: boolean | null;
}

/** Whose document attributed the mark. */
export interface SightedAuthor {
  readonly name: string;
  readonly site: string;
  readonly fingerprint: string;
}

/** Where a person finds it. */
export interface Place {
  /** Counted from 1; null for a mark that is in no paragraph. */
  readonly paragraph: number | null;
  readonly words: string;
  /** For a mark of delivered work: in how many files together. */
  readonly files?: number;
  /** For a mark in wordings: at how many places a copy agrees, of those found in it, of all. */
  readonly places?: { readonly agreeing: number; readonly found: number; readonly of: number };
}

/** What the reader knows besides the documents. */
export interface SurveyOptions {
  /** Open eggs, and find a listed acrostic in a text too long to search for all. */
  readonly phrases?: readonly string[];
}

/**
 * Reads all carriers from a text, HTML or plain, and attributes what it finds to the authors of
 * `documents`. Never throws, whatever `text` is.
 *
 * @param documents - documents that `readAuthorDocument` found valid.
 */
export async function survey(
  text: string,
  documents: readonly AuthorDocument[],
  { phrases = [] }: SurveyOptions = {},
): Promise<Sighting[]> {
  const found: Sighting[] = [];
  for (const document of documents) {
    const all = [
      ...readText(text, document),
      ...readAcrostics(text, document, phrases),
      ...(await readAllEggs(text, document, phrases)),
    ];
    found.push(
      ...all.map((each) => ({ ...each, chance: Math.min(1, each.chance * documents.length) })),
    );
  }
  return found;
}

/** Reads the mark from an image, however it was cut, scaled or turned. */
export function surveyImage(
  image: ImageReader,
  documents: readonly AuthorDocument[],
): readonly Sighting[] {
  return documents.flatMap((document) => {
    const listed = document.marks.filter(({ carrier }) => carrier === 'image');
    const ids = listed.flatMap(({ id }) => fromHex(id) ?? []);
    const reading = image.read(detectionKeyOf(document), ids);
    if (!reading) return [];
    const chance = Math.min(1, IMAGE_FALSE_POSITIVE * documents.length);
    return [toSighting({ id: reading.id, paragraph: null, words: '', chance }, 'image', document)];
  });
}

/** Reads the marks of a published PDF. Never throws, whatever the bytes are. */
export function surveyPdf(
  bytes: Uint8Array,
  documents: readonly AuthorDocument[],
): readonly Sighting[] {
  return documents.flatMap((document) =>
    readOvertPdf(bytes, detectionKeyOf(document)).map((each) => {
      const chance = Math.min(1, each.chance * documents.length);
      return toSighting({ ...each, chance }, 'pdf', document);
    }),
  );
}

/** Looks for marks of delivered work in an image, each with a key of its own. */
export function surveyDeliveredImage(
  image: ImageReader,
  openings: readonly DeliveredOpening[],
): readonly Sighting[] {
  const chance = Math.min(1, IMAGE_FALSE_POSITIVE * openings.length);
  return openings.flatMap((each) => {
    const { id, key } = hiddenMark(each.opening);
    const reading = image.read(key, [id]);
    const isThere = reading && toHex(reading.id) === each.opening.id;
    return isThere ? [toDeliveredSighting(each, 1, chance)] : [];
  });
}

/** A picture of the author's, whose covert mark only the author's seed can find. */
export interface CovertPicture {
  readonly mark: HiddenMark;
  readonly author: SightedAuthor;
  /** Of the mark above it. */
  readonly detectionKey: Uint8Array;
  readonly work: string | null;
}

/** Looks for the covert marks of the author's own pictures in an image. */
export function surveyCovertImage(
  image: ImageReader,
  pictures: readonly CovertPicture[],
): readonly Sighting[] {
  const chance = Math.min(1, IMAGE_FALSE_POSITIVE * pictures.length);
  return pictures.flatMap(({ mark, author, detectionKey, work }) => {
    if (!image.readSecond(detectionKey, mark)) return [];
    const where = { paragraph: null, words: '' };
    const common = { url: null, isListed: true, opened: null, layer: 'covert' as const };
    return [
      { carrier: 'image' as const, id: toHex(mark.id), author, work, where, chance, ...common },
    ];
  });
}

/** A mark of delivered work that somebody may look for, and whose it would be. */
export interface DeliveredOpening {
  readonly opening: DeliveredMark;
  readonly author: SightedAuthor;
  readonly work: string | null;
}

/** @param chance - over all that was tried. */
export function toDeliveredSighting(
  { opening: { carrier, id }, author, work }: DeliveredOpening,
  files: number,
  chance: number,
): Sighting {
  const where = { paragraph: null, words: '', files };
  return { carrier, id, author, work, url: null, isListed: true, where, chance, opened: null };
}

function detectionKeyOf({ detectionKey }: AuthorDocument): Uint8Array {
  return fromBase64url(detectionKey) ?? new Uint8Array();
}

/** Blind, and then those of the author's list of which too little is there for that. */
function readText(text: string, document: AuthorDocument): Sighting[] {
  const key = detectionKeyOf(document);
  const found = sightingsOf(carriers.text.read(text, key), 'text', document);
  const ids = document.marks
    .filter(({ carrier, id }) => carrier === 'text' && !found.some((each) => each.id === id))
    .flatMap(({ id }) => fromHex(id) ?? []);
  const known = findKnown(text, { key, layer: 'overt', ids });
  return [...found, ...known.map((each) => toSighting(each, 'text', document))];
}

function readAcrostics(
  text: string,
  document: AuthorDocument,
  phrases: readonly string[],
): Sighting[] {
  const key = detectionKeyOf(document);
  const listed = document.marks.filter(({ carrier }) => carrier === 'acrostic');
  const commitments = listed.flatMap(({ id }) => fromHex(id) ?? []);
  const found = sightingsOf(
    carriers.acrostic.read(text, { commitments, key }),
    'acrostic',
    document,
  );
  const tried = phrases.flatMap((phrase) =>
    sightingsOf(carriers.acrostic.read(text, { phrase, key }), 'acrostic', document),
  );
  // A phrase that is in no signed list says nothing about who put it there.
  const known = [...found, ...tried.filter(({ isListed }) => isListed)];
  return [...new Map(known.toReversed().map((each) => [each.id, each])).values()];
}

async function readAllEggs(
  text: string,
  document: AuthorDocument,
  phrases: readonly string[],
): Promise<Sighting[]> {
  const eggs = readEggs(text, detectionKeyOf(document));
  return Promise.all(
    eggs.map(async (egg) => ({
      ...toSighting(egg, 'phrase', document),
      opened: await openWithAny(egg.sealed, phrases, document),
    })),
  );
}

async function openWithAny(
  sealed: string,
  phrases: readonly string[],
  document: AuthorDocument,
): Promise<Opened | null> {
  for (const phrase of phrases) {
    const opened = await open(sealed, phrase, document);
    if (opened) return opened;
  }
  return null;
}

async function open(
  sealed: string,
  phrase: string,
  { key }: AuthorDocument,
): Promise<Opened | null> {
  const egg = await openEgg(sealed, phrase);
  if (egg.status !== 'opened') return null;
  const { statement, isSigned } = egg;
  return { statement, isSigned: statement.key === key.x && isSigned };
}

function sightingsOf(reading: Reading, carrier: CarrierId, document: AuthorDocument): Sighting[] {
  if (reading.status !== 'marked') return [];
  return reading.sightings.map((sighting) => toSighting(sighting, carrier, document));
}

function toSighting(
  { id, paragraph, words, chance }: MarkSighting,
  carrier: CarrierId,
  document: AuthorDocument,
): Sighting {
  const listed = document.marks.find((mark) => mark.carrier === carrier && mark.id === toHex(id));
  const { name, site, key } = document;
  return {
    carrier,
    id: toHex(id),
    author: { name, site, fingerprint: fingerprintOf(fromBase64url(key.x) ?? new Uint8Array()) },
    work: listed?.work || null,
    url: listed?.url ?? null,
    isListed: listed !== undefined,
    where: { paragraph, words },
    chance,
    opened: null,
  };
}
