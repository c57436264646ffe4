import { toBase64url } from '../bytes/base64.ts';
import { toHex } from '../bytes/hex.ts';
import { carriers, commitToPhrase, fitsText, markId, openEgg, readEggs } from '../marks/index.ts';
import type {
  CarrierId,
  EggMark,
  EggStatement,
  PageCarrierId,
  Reading,
  WordingPlace,
} from '../marks/index.ts';
import type { Acrostic, Egg } from '../schemas/case-study.ts';
import type { Locale } from '../schemas/locale.ts';
import type { Author } from './author.ts';
import { isWordingWhole, wordingMark } from './wording-marks.ts';

/** Which marks a page must carry. Holds the phrases, so it stays private. */
export interface MarkPlan {
  readonly work: string;
  /** The language of the text. */
  readonly lang: Locale;
  readonly acrostic?: Acrostic | null | undefined;
  readonly eggs: readonly Egg[];
  /** The page of a talk may be too short for a mark in its text; no other page may. */
  readonly kind?: 'case-studies' | 'talks';
  /** Where the text offers wordings; what was picked of them is in it already. */
  readonly wordings?: readonly WordingPlace[];
}

/** A mark a page carries. */
export interface DeclaredMark {
  /** 8 bytes as hexadecimal digits. */
  readonly id: string;
  readonly carrier: PageCarrierId;
  readonly work: string;
}

/** What became of the marks of a page. */
export interface ReadBack {
  readonly missing: ReadMark[];
  readonly found: ReadMark[];
}

/** A mark that was looked for. */
type ReadMark = Omit<DeclaredMark, 'carrier'> & { readonly carrier: CarrierId };

/**
 * Puts every mark of the plan into a page. Marking a marked page changes nothing.
 *
 * @throws MarkError if the page cannot carry one of them, or spells another acrostic.
 */
export async function markPage(
  html: string,
  plan: MarkPlan,
  author: Author,
): Promise<{ html: string; marks: DeclaredMark[] }> {
  if (plan.acrostic) await carriers.acrostic.embed(html, plan.acrostic);
  const eggs = plan.eggs.map((egg) => eggMark(egg, plan, author));
  const withEggs = await carriers.phrase.embed(html, { eggs, sealer: author });
  const id = textId(plan, author);
  const marked = isTextPlanned(html, plan)
    ? await carriers.text.embed(withEggs, { id, layer: 'overt', key: author.detectionKey })
    : withEggs;
  return { html: marked, marks: declare(html, plan, author) };
}

/**
 * Reads every mark of the plan from a page as it will be published: decodes the text, spells the
 * acrostic, opens each egg with its phrase and checks its signature, and finds what was picked at every
 * place where the text offers wordings. Never throws on the page.
 */
export async function readBack(html: string, plan: MarkPlan, author: Author): Promise<ReadBack> {
  const result: ReadBack = { missing: [], found: [] };
  for (const mark of declare(html, plan, author))
    ((await isReadable(html, mark, plan, author)) ? result.found : result.missing).push(mark);
  const { work, lang, wordings = [] } = plan;
  if (wordings.length === 0) return result;
  const mark = wordingMark(author, { work, lang });
  const isWhole = isWordingWhole(html, wordings, mark);
  (isWhole ? result.found : result.missing).push({ id: toHex(mark.id), carrier: 'wording', work });
  return result;
}

function declare(html: string, plan: MarkPlan, author: Author): DeclaredMark[] {
  const { work, acrostic, eggs } = plan;
  const declared = (carrier: PageCarrierId, id: Uint8Array) => ({ id: toHex(id), carrier, work });
  return [
    ...(isTextPlanned(html, plan) ? [declared('text', textId(plan, author))] : []),
    ...(acrostic ? [{ id: acrosticId(acrostic, author), carrier: 'acrostic' as const, work }] : []),
    ...eggs.map((egg) => declared('phrase', eggId(egg, plan, author))),
  ];
}

function isTextPlanned(html: string, { kind }: MarkPlan): boolean {
  return kind !== 'talks' || fitsText(html);
}

/** @returns the id of the mark in the text. */
export function textId(
  { work, lang }: MarkPlan,
  { detectionKey }: Pick<Author, 'detectionKey'>,
): Uint8Array {
  return markId(detectionKey, 'text', work, lang);
}

/** @returns the id of an acrostic, as hexadecimal digits. */
export function acrosticId(
  { phrase }: Acrostic,
  { detectionKey }: Pick<Author, 'detectionKey'>,
): string {
  return toHex(commitToPhrase(phrase, detectionKey));
}

/** @returns the id of an egg. */
export function eggId(
  { id }: Egg,
  { work, lang }: MarkPlan,
  { detectionKey }: Pick<Author, 'detectionKey'>,
): Uint8Array {
  return markId(detectionKey, 'phrase', work, `${lang}/${id}`);
}

function eggMark(egg: Egg, plan: MarkPlan, author: Author): EggMark {
  return {
    egg: egg.id,
    id: eggId(egg, plan, author),
    phrase: egg.phrase,
    statement: statementOf(egg, plan, author),
  };
}

function statementOf({ statement }: Egg, { work }: MarkPlan, author: Author): EggStatement {
  return { version: 1, work, statement, name: author.name, key: toBase64url(author.publicKey) };
}

function isReadable(html: string, { id, carrier }: DeclaredMark, plan: MarkPlan, author: Author) {
  const key = author.detectionKey;
  switch (carrier) {
    case 'text':
      return holds(carriers.text.read(html, key), id);
    case 'acrostic':
      return holds(carriers.acrostic.read(html, { phrase: plan.acrostic?.phrase ?? '', key }), id);
    case 'phrase':
      return opens(html, id, plan, author);
  }
}

function holds(reading: Reading, id: string): boolean {
  return reading.status === 'marked' && reading.sightings.some((each) => toHex(each.id) === id);
}

/** The egg must be there, open with its phrase, say what was meant, and be signed by the author. */
async function opens(html: string, id: string, plan: MarkPlan, author: Author): Promise<boolean> {
  const egg = plan.eggs.find((each) => toHex(eggId(each, plan, author)) === id);
  const sighting = readEggs(html, author.detectionKey).find((each) => toHex(each.id) === id);
  if (!egg || !sighting) return false;
  const opened = await openEgg(sighting.sealed, egg.phrase, author.eggKeys);
  if (opened.status !== 'opened' || opened.isSigned !== true) return false;
  const { work, statement, key } = opened.statement;
  const isMeant = work === plan.work && statement === egg.statement;
  return isMeant && key === toBase64url(author.publicKey);
}
