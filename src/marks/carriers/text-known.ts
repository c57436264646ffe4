import type { MarkSighting } from '../carrier.ts';
import { binomialTail } from '../choices.ts';
import { ACCEPTED_CHANCE } from '../file-carrier.ts';
import { encodePayload } from '../payload.ts';
import type { Layer } from '../payload.ts';
import { describe, symbolsOf } from './text.ts';
import type { PlacedSymbol } from './text.ts';
import { FRAME_LENGTH, toFrame } from './text-symbols.ts';

/** Marks that somebody may look for. */
export interface KnownTexts {
  /** The key of the layer. */
  readonly key: Uint8Array;
  readonly layer: Layer;
  readonly ids: readonly Uint8Array[];
}

/**
 * How many times a passage is laid over a frame: a stranger's page could have thousands of blocks,
 * and a list thousands of ids. What is longer than this can be read blind.
 */
const MAX_COMPARED = 6000;

/**
 * Finds marks whose ids are known in passages too short, or too damaged, to be read blind: some 25
 * words are enough. Never throws.
 *
 * A frame is 56 symbols of 4 that nobody can foretell without the key (a pseudorandom function),
 * again and again. What stands in a passage is laid over it, as one piece or block by block, in each
 * of 57 phases; of n symbols k agree by chance with the upper tail of the binomial distribution, at
 * 1 of 4. Symbols that stand for the same place of the frame count once, as most of them say. The
 * chance is taken as many times as there were ids, passages, and ways to lay them.
 */
export function findKnown(source: string, { key, layer, ids }: KnownTexts): MarkSighting[] {
  const blocks = byBlock(symbolsOf(source));
  if (blocks.length === 0 || ids.length === 0) return [];
  const passages = passagesOf(blocks).slice(0, Math.ceil(MAX_COMPARED / ids.length));
  const tries = ids.length * passages.length * 2;
  return ids.slice(0, MAX_COMPARED).flatMap((id) => {
    const frame = Int8Array.from(toFrame(encodePayload({ layer, id }, key)), numberOf);
    const found = passages
      .map(({ first, pieces }) => ({ first, chance: chanceOf(pieces, frame) * tries }))
      .toSorted((one, other) => one.chance - other.chance)
      .find(({ chance }) => chance <= ACCEPTED_CHANCE);
    return found ? [{ id, ...describe(found.first), chance: found.chance }] : [];
  });
}

/** Fewer symbols cannot be told from chance. */
const MIN_SYMBOLS = 20;

/** Symbols by their distance from the first, as numbers; `UNTOLD` where nothing is told. */
type Piece = Int8Array;
const UNTOLD = -1;

interface Passage {
  readonly first: PlacedSymbol;
  /** All of it as one, and its blocks if there are several. */
  readonly pieces: { readonly whole: Piece; readonly blocks: readonly Piece[] };
}

function byBlock(symbols: readonly PlacedSymbol[]): readonly (readonly PlacedSymbol[])[] {
  return [...Map.groupBy(symbols, ({ stretch }) => stretch.block).values()];
}

/**
 * Everything, and every one, two or three neighbours: people quote paragraphs and leave out others. The
 * outer two of three as well, for one between them that lost a symbol and so fits nowhere.
 */
function passagesOf(blocks: readonly (readonly PlacedSymbol[])[]): readonly Passage[] {
  const windows = [1, 2, 3].flatMap((size) =>
    blocks.slice(size - 1).map((_, at) => blocks.slice(at, at + size)),
  );
  const around = blocks.slice(2).map((last, at) => [blocks[at] ?? [], last]);
  const all = [...(blocks.length > 3 ? [[blocks.flat()]] : []), ...windows, ...around];
  return all.flatMap((window) => {
    const whole = window.flat();
    const [first] = whole;
    if (!first || whole.length < MIN_SYMBOLS) return [];
    return [{ first, pieces: { whole: folded(whole), blocks: window.map(folded) } }];
  });
}

/** What most symbols say that stand a frame's length apart. */
function folded(symbols: readonly PlacedSymbol[]): Piece {
  return Int8Array.from({ length: Math.min(FRAME_LENGTH, symbols.length) }, (_, residue) => {
    const told = [];
    for (let at = residue; at < symbols.length; at += FRAME_LENGTH)
      told.push(numberOf(symbols[at]?.symbol ?? ''));
    return mostTold(told);
  });
}

/** The last digits of their code points tell the five symbols apart. */
function numberOf(symbol: string): number {
  return (symbol.codePointAt(0) ?? 0) & 0x7f;
}

function mostTold(symbols: readonly number[]): number {
  if (symbols.length < 2) return symbols[0] ?? UNTOLD;
  const counts = new Map<number, number>();
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a);
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : UNTOLD;
}

function chanceOf({ whole, blocks }: Passage['pieces'], frame: Piece): number {
  const asOne = tailOf(laid(whole, frame), frame) * FRAME_LENGTH;
  if (blocks.length < 2) return asOne;
  // Each block where it fits best: words between them may be gone.
  const each = blocks.map((block) => laid(block, frame));
  const apart = frame.map((_, place) =>
    mostTold(each.flatMap((places) => (places[place] === UNTOLD ? [] : (places[place] ?? [])))),
  );
  return Math.min(asOne, tailOf(apart, frame) * FRAME_LENGTH ** blocks.length);
}

/** Lays a piece over the frame in the phase in which most agrees. */
function laid(piece: Piece, frame: Piece): Piece {
  let best = { phase: 0, agreeing: -1 };
  for (let phase = 0; phase < FRAME_LENGTH; phase++) {
    let agreeing = 0;
    for (let at = 0; at < piece.length; at++)
      if (piece[at] === frame[(phase + at) % FRAME_LENGTH]) agreeing += 1;
    if (agreeing > best.agreeing) best = { phase, agreeing };
  }
  const places = new Int8Array(FRAME_LENGTH).fill(UNTOLD);
  for (const [at, symbol] of piece.entries()) places[(best.phase + at) % FRAME_LENGTH] = symbol;
  return places;
}

function tailOf(places: Piece, frame: Piece): number {
  let [trials, agreeing] = [0, 0];
  // The start of a frame is the same in all.
  for (let place = 1; place < FRAME_LENGTH; place++) {
    if (places[place] === UNTOLD) continue;
    trials += 1;
    if (places[place] === frame[place]) agreeing += 1;
  }
  return binomialTail(trials, agreeing, 1 / 4);
}
