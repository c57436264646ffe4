import { toHex } from '../../bytes/hex.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import type { Carrier, MarkSighting, Reading } from '../carrier.ts';
import { MarkError } from '../errors.ts';
import { MARK_ID_SIZE, keyedHash } from '../keys.ts';
import { isHeading, readPassages } from '../passages.ts';
import type { Passage, ReadableText } from '../passages.ts';
import { NO_INITIAL, foldLetters, initialOf } from './letters.ts';

/** A phrase the author wrote into the text. */
export interface AcrosticMark {
  readonly phrase: string;
  readonly of: 'paragraphs' | 'headings' | 'items';
}

/** What a reader knows: the phrase itself, or only commitments to phrases. */
export type AcrosticKey =
  | { readonly phrase: string; readonly key: Uint8Array }
  | { readonly commitments: readonly Uint8Array[]; readonly key: Uint8Array };

const MIN_LETTERS = 5;
const MAX_LETTERS = 64;

/** Initials looked at in one row; more than a book's chapter has. */
const MAX_INITIALS = 400;
/** Hashes for one text: a stranger decides how long it is. */
const MAX_HASHES = 40_000;

/**
 * Initials of paragraphs, headings or list items spell a phrase. The author writes it, so
 * embedding only checks. Survives everything but editing; anyone who looks for it can see it.
 */
export const acrostic: Carrier<AcrosticMark, AcrosticKey> = {
  id: 'acrostic',

  async embed(html, mark) {
    requireSpelled(readPassages(html), mark);
    return html;
  },

  read(text, key) {
    const rows = rowsOf(readPassages(text));
    const sightings = 'phrase' in key ? findPhrase(rows, key) : findCommitted(rows, key);
    return sightings.length > 0
      ? { status: 'marked', sightings }
      : ({ status: 'unmarked' } satisfies Reading);
  },
};

/**
 * Commits to a phrase: the id of its mark. Guesses at short phrases can be tried against it, which
 * gives nothing away that the text does not.
 *
 * @throws MarkError ACROSTIC_TOO_SHORT if fewer than five letters are left after folding.
 */
export function commitToPhrase(phrase: string, key: Uint8Array): Uint8Array {
  return commit(requireLetters(phrase), key);
}

function requireLetters(phrase: string): string {
  const letters = foldLetters(phrase);
  const count = Array.from(letters).length;
  if (count >= MIN_LETTERS && count <= MAX_LETTERS) return letters;
  throw new MarkError(
    'ACROSTIC_TOO_SHORT',
    `acrostic: expected ${MIN_LETTERS} to ${MAX_LETTERS} letters, got ${count}`,
    { hint: 'Choose a longer phrase: a short one stands in many texts by chance.' },
  );
}

function commit(letters: string, key: Uint8Array): Uint8Array {
  const data = toUtf8(`acrostic|${Array.from(letters).length}|${letters}`);
  return keyedHash(key, 'acrostic/1', data).slice(0, MARK_ID_SIZE);
}

/** Initials in one row, and the passages they come from. */
interface Row {
  readonly of: AcrosticMark['of'];
  readonly initials: readonly string[];
  readonly passages: readonly Passage[];
}

const KINDS: Readonly<Record<Passage['kind'], AcrosticMark['of']>> = {
  paragraph: 'paragraphs',
  heading: 'headings',
  item: 'items',
};

function rowsOf({ isHtml, passages }: ReadableText): Row[] {
  const ofKind = (kind: Passage['kind']) => passages.filter((each) => each.kind === kind);
  const lists = Map.groupBy(ofKind('item'), ({ list }) => list);
  const rows = [
    toRow('paragraphs', ofKind('paragraph')),
    toRow('paragraphs', ofKind('paragraph').filter(isSentence)),
    toRow('headings', ofKind('heading')),
    ...[...lists.values()].map((list) => toRow('items', list)),
  ];
  if (!isHtml) rows.push(...otherReadings(passages));
  return rows.filter(({ initials }) => initials.length >= MIN_LETTERS);
}

/**
 * Whether a paragraph ends as a sentence does. Reader views and Markdown make paragraphs of buttons, of
 * cells of tables and of labels as well.
 */
function isSentence({ text }: Passage): boolean {
  return !isHeading(text);
}

/**
 * In pasted text the kinds are guesses: every block as it comes, every line of a block, and every
 * line that ends as a sentence does, since browsers paste a heading and the paragraph under it as
 * one block.
 */
function otherReadings(passages: readonly Passage[]): Row[] {
  const linesOf = (passage: Passage) =>
    passage.text.split('\n').map((text) => ({ ...passage, text }));
  return [
    toRow('paragraphs', passages),
    toRow(
      'paragraphs',
      passages.filter(({ kind }) => kind !== 'item'),
    ),
    toRow('paragraphs', passages.flatMap(linesOf).filter(isSentence)),
    ...passages
      .filter(({ text }) => text.includes('\n'))
      .map((passage) => toRow('items', linesOf(passage))),
  ];
}

function toRow(of: Row['of'], all: readonly Passage[]): Row {
  const passages = all.filter(({ text }) => text.trim() !== '').slice(0, MAX_INITIALS);
  return { of, passages, initials: passages.map(({ text }) => initialOf(text)) };
}

function requireSpelled(text: ReadableText, { phrase, of }: AcrosticMark): void {
  const letters = Array.from(requireLetters(phrase));
  const passages = text.passages.filter(({ kind }) => KINDS[kind] === of);
  const lists = [...Map.groupBy(passages, ({ list }) => list).values()].map((list) =>
    toRow(of, list),
  );
  const rows = lists.length > 0 ? lists : [toRow(of, [])];
  if (rows.some(({ initials }) => startOf(letters, initials) !== null)) return;
  throw notSpelled(letters, of, rows);
}

/** Says how far the best attempt got; only the first differing letter of the phrase is shown. */
function notSpelled(letters: readonly string[], of: Row['of'], rows: readonly Row[]): MarkError {
  const { count, at, row } = rows
    .map((each) => longestMatch(letters, each))
    .reduce((a, b) => (b.count > a.count ? b : a));
  const name = of.slice(0, -1);
  const got = row.initials[at + count];
  const instead =
    got === undefined
      ? `there is no ${name} ${at + count + 1}`
      : `${name} ${at + count + 1} begins with \`${got}\``;
  return new MarkError(
    'ACROSTIC_NOT_SPELLED',
    `acrostic: initials of ${of}: letter ${count + 1} of ${letters.length}: expected \`${letters[count]}\`, ${instead}`,
    {
      hint: `The page's initials are \`${row.initials.join('')}\`; change the text or the phrase.`,
    },
  );
}

function longestMatch(letters: readonly string[], row: Row) {
  const matches = row.initials.map((_, at) => {
    const differing = letters.findIndex((letter, index) => row.initials[at + index] !== letter);
    return { count: differing, at, row };
  });
  return matches.reduce((a, b) => (b.count > a.count ? b : a), { count: 0, at: 0, row });
}

function startOf(letters: readonly string[], initials: readonly string[]): number | null {
  for (let at = 0; at + letters.length <= initials.length; at++)
    if (letters.every((letter, index) => initials[at + index] === letter)) return at;
  return null;
}

function findPhrase(rows: readonly Row[], { phrase, key }: { phrase: string; key: Uint8Array }) {
  const letters = Array.from(foldLetters(phrase));
  if (letters.length < MIN_LETTERS || letters.length > MAX_LETTERS) return [];
  const row = rows.find(({ initials }) => startOf(letters, initials) !== null);
  const at = row ? startOf(letters, row.initials) : null;
  if (!row || at === null) return [];
  return [toSighting(commit(letters.join(''), key), row, at, letters.length)];
}

/** Tries every row of initials, of every length, against the commitments. */
function findCommitted(
  rows: readonly Row[],
  { commitments, key }: { commitments: readonly Uint8Array[]; key: Uint8Array },
): MarkSighting[] {
  const sought = new Set(commitments.map(toHex));
  const found = new Map<string, MarkSighting>();
  const tried = new Set<string>();
  if (sought.size === 0) return [];
  for (const { row, at, letters } of substrings(rows)) {
    if (tried.has(letters)) continue;
    if (tried.size >= MAX_HASHES) break;
    tried.add(letters);
    const id = commit(letters, key);
    if (!sought.has(toHex(id)) || found.has(toHex(id))) continue;
    found.set(toHex(id), toSighting(id, row, at, Array.from(letters).length));
  }
  return [...found.values()];
}

function* substrings(rows: readonly Row[]) {
  for (const row of rows)
    for (let at = 0; at + MIN_LETTERS <= row.initials.length; at++) {
      const window = row.initials.slice(at, at + MAX_LETTERS);
      const stop = window.indexOf(NO_INITIAL);
      const limit = stop < 0 ? window.length : stop;
      for (let length = MIN_LETTERS; length <= limit; length++)
        yield { row, at, letters: window.slice(0, length).join('') };
    }
}

/** The share of the commonest initial in running text, rounded up; languages differ. */
const COMMONEST_INITIAL = 0.2;

/** The chance is an estimate: initials of one text are not independent of each other. */
function toSighting(id: Uint8Array, row: Row, at: number, length: number): MarkSighting {
  const windows = row.initials.length - length + 1;
  return {
    id,
    paragraph: at + 1,
    words: `initials of ${row.of} ${at + 1} to ${at + length}, from “${beginning(row.passages[at]?.text ?? '')}”`,
    chance: Math.min(1, windows * COMMONEST_INITIAL ** length),
  };
}

function beginning(text: string): string {
  const clean = text
    .slice(0, 200)
    .replace(/[\u200b-\u200e\u2060]/g, '')
    .trim();
  return clean.split(/\s+/).slice(0, 4).join(' ').slice(0, 40);
}
