import { toHex } from '../../bytes/hex.ts';
import type { Carrier, MarkSighting, Reading } from '../carrier.ts';
import { MarkError } from '../errors.ts';
import { applySplices, isMarkable, parsePage } from '../page.ts';
import type { Page, Splice } from '../page.ts';
import { readStretches } from '../passages.ts';
import type { Stretch } from '../passages.ts';
import { FALSE_POSITIVE, decodePayload, encodePayload } from '../payload.ts';
import type { Layer } from '../payload.ts';
import {
  FRAME_LENGTH,
  MARK_RUN,
  RUN,
  SLOT,
  findFrames,
  symbolsAt,
  toFrame,
} from './text-symbols.ts';

/** What is hidden in a text. */
export interface TextMark {
  readonly id: Uint8Array;
  readonly layer: Layer;
  /** The key of the layer. */
  readonly key: Uint8Array;
}

/**
 * Invisible characters in the prose of an article: one before a space, four after a Japanese stop.
 * They spell the same frame again and again, so every passage that is long enough (57 words, or 15
 * clauses in Japanese) carries the mark. Visible to anyone who looks at the bytes, and gone if stripped.
 */
export const text: Carrier<TextMark, Uint8Array> = {
  id: 'text',

  async embed(html, { id, layer, key }) {
    const slots = findSlots(parsePage(html));
    const room = slots.reduce((sum, { count }) => sum + count, 0);
    if (room < FRAME_LENGTH)
      throw new MarkError(
        'FILE_TOO_SMALL',
        `text: mark needs ${FRAME_LENGTH} places, room for ${room}`,
        {
          hint: 'Write more prose: about 60 words, or 300 characters of Japanese.',
        },
      );
    return applySplices(html, fill(slots, toFrame(encodePayload({ layer, id }, key))));
  },

  read: (source, key) => readText(source, key),
};

/** Whether the prose of a page has room for a mark. */
export function fitsText(html: string): boolean {
  return findSlots(parsePage(html)).reduce((sum, { count }) => sum + count, 0) >= FRAME_LENGTH;
}

interface Slot {
  readonly start: number;
  readonly end: number;
  readonly count: number;
  /** What is there: an earlier mark, or an author's own joiner. */
  readonly present: string;
}

/** Only places of an earlier mark are filled again; a lone joiner is the author's, and is left. */
function findSlots(page: Page): Slot[] {
  const slots = page.texts
    .filter(({ ancestors }) => isMarkable(ancestors))
    .flatMap((piece) => {
      const location = piece.node.sourceCodeLocation;
      if (!location) return [];
      const raw = page.source.slice(location.startOffset, location.endOffset);
      // The parser may join texts across a tag it moved; then the offsets span that tag.
      return /<[a-z!/?]/i.test(raw) ? [] : slotsIn(raw, location.startOffset);
    });
  const isMarked = slots.some(({ present }) => present.includes('\u2060'));
  return isMarked ? slots : slots.filter(({ present }) => present === '');
}

function slotsIn(raw: string, offset: number): Slot[] {
  return [...raw.matchAll(SLOT)].map((match) => {
    const present = match[1] ?? match[2] ?? '';
    const start = offset + match.index;
    return {
      start,
      end: start + present.length,
      count: symbolsAt(raw[match.index - 1] ?? ''),
      present,
    };
  });
}

function fill(slots: readonly Slot[], frame: readonly string[]): Splice[] {
  let next = 0;
  return slots.map(({ start, end, count }) => {
    const symbols = Array.from({ length: count }, () => frame[next++ % frame.length] ?? '');
    return { start, end, text: symbols.join('') };
  });
}

/** A symbol, and where it stands. */
export interface PlacedSymbol {
  readonly symbol: string;
  readonly stretch: Stretch;
  readonly offset: number;
}

/** @returns every symbol of a text where a mark would have one, in order. */
export function symbolsOf(source: string): readonly PlacedSymbol[] {
  return readStretches(source)
    .map(({ text: raw, block }) => ({ text: decodeReferences(raw), block }))
    .flatMap(symbolsIn);
}

function readText(source: string, key: Uint8Array): Reading {
  const placed = symbolsOf(source);
  const candidates = findFrames(placed.map(({ symbol }) => symbol));
  const byId = new Map<string, MarkSighting>();
  for (const { payload, at } of candidates) {
    const id = decodePayload(payload, key)?.id;
    const place = placed[at];
    if (!id || !place || byId.has(toHex(id))) continue;
    const chance = candidates.length * FALSE_POSITIVE;
    byId.set(toHex(id), { id, ...describe(place), chance });
  }
  if (byId.size > 0) return { status: 'marked', sightings: [...byId.values()] };
  return { status: isLikeMark(placed) ? 'damaged' : 'unmarked' };
}

function symbolsIn(stretch: Stretch): PlacedSymbol[] {
  return [...stretch.text.matchAll(MARK_RUN)].flatMap((run) =>
    Array.from(run[0], (symbol, at) => ({ symbol, stretch, offset: run.index + at })),
  );
}

/** @returns where a symbol is, as a person would find it. */
export function describe({ stretch, offset }: PlacedSymbol): { paragraph: number; words: string } {
  return { paragraph: stretch.block, words: firstWords(stretch.text.slice(offset)) };
}

function isLikeMark(placed: readonly PlacedSymbol[]): boolean {
  return placed.length >= 8 && placed.some(({ symbol }) => symbol === '\u2060');
}

const SYMBOLS = new RegExp(RUN, 'gu');

function firstWords(rest: string): string {
  // Enough for a line of any language, without looking through a stranger's megabytes.
  const visible = rest
    .slice(0, 400)
    .replace(/<[^<>]*>?/g, ' ')
    .replace(SYMBOLS, '')
    .trim();
  const words = visible.split(/\s+/).slice(0, 6).join(' ');
  return words.length > 60 ? `${Array.from(words).slice(0, 40).join('')}…` : words;
}

const REFERENCE =
  /&(?:#0*(\d{4});?|#x0*([\da-f]{4});?|(zwnj|zwj|lrm);?|(ZeroWidthSpace|Negative(?:VeryThin|Thin|Medium|Thick)Space|NoBreak);)/gi;
const NAMED: Readonly<Record<string, string>> = {
  zwnj: '\u200c',
  zwj: '\u200d',
  lrm: '\u200e',
  nobreak: '\u2060',
};

/** Some programs write invisible characters as references when they save a page. */
function decodeReferences(passage: string): string {
  if (!passage.includes('&')) return passage;
  return passage.replace(REFERENCE, (whole, decimal, hex, short, long) => {
    const name = (short ?? long)?.toLowerCase();
    const character = name
      ? (NAMED[name] ?? '\u200b')
      : String.fromCharCode(decimal ? Number(decimal) : parseInt(hex, 16));
    return SYMBOL.test(character) ? character : whole;
  });
}

const SYMBOL = /^[\u200b-\u200e\u2060]$/;
