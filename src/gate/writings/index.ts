import { Unreadable } from '../decoder.ts';
import type { Layer } from '../decoder.ts';
import { CSS } from './css.ts';
import { ENCODED } from './encoded.ts';
import { html } from './html.ts';
import { HIDDEN, overridden, signs } from './invisible.ts';
import { PROGRAMS, escapes, joints } from './javascript.ts';
import { foldedLines, quotedPrintable } from './mail.ts';
import { oldPercents, percent, punycode } from './urls.ts';
import { changedParts, rewritten } from './writing.ts';
import type { Rewriting, Writing, WritingContext } from './writing.ts';

/** Undone one after the other, each on what the one before left. */
const IN_ROW: readonly Rewriting[] = [foldedLines, percent, punycode, escapes, ...joints];
/** Undone on the text as it stands: they would spoil it for others. */
const APART: readonly Rewriting[] = [...CSS, ...oldPercents, overridden, signs];
/** So often the row is gone through: escapes within escapes. Nobody needs more but to hide something. */
const MAX_ROUNDS = 16;

const WITHIN: readonly Writing[] = [quotedPrintable, ...PROGRAMS, ...HIDDEN];

const MARKUP = /<[a-z!?/]/i;
const ENTITY = /&(?:#\d+|#x[\da-f]+|[a-z]+\d*;)/i;

/** A layer, and whether it holds texts that may again be written in any way. */
export interface Reading {
  readonly layer: Layer;
  readonly isAfresh: boolean;
}

/**
 * What else a text says, in all the ways that it may be written in. A document is only taken apart:
 * all of it ends up in one of its parts, and those are read in every way.
 *
 * @throws Unreadable if there is no end to it.
 */
export function* readingsOf(text: string, context: WritingContext): Iterable<Reading> {
  if (/^\s*</.test(text)) return yield* afresh(html(text, context));
  let plain = text;
  for (let round = 0; ; round++) {
    if (round === MAX_ROUNDS) throw new Unreadable('is escaped too many times');
    const before = plain;
    for (const rewriting of IN_ROW) {
      const edits = rewriting.edits(plain);
      if (edits.length === 0) continue;
      yield changed(rewriting, plain, edits);
      plain = rewritten(plain, edits);
    }
    if (plain === before) break;
  }
  for (const rewriting of APART) {
    const edits = rewriting.edits(text);
    if (edits.length > 0) yield changed(rewriting, text, edits);
  }
  if ((plain.includes('<') && MARKUP.test(plain)) || (plain.includes('&') && ENTITY.test(plain)))
    yield* afresh(html(plain, { ...context, isKnown: true }));
  for (const writing of WITHIN) yield* afresh(writing(text, context));
  for (const writing of ENCODED) yield* afresh(writing(plain, context));
}

function changed(
  { name }: Rewriting,
  text: string,
  edits: Parameters<typeof changedParts>[1],
): Reading {
  return { layer: { kind: 'text', name, text: changedParts(text, edits) }, isAfresh: false };
}

function* afresh(layers: Iterable<Layer>): Iterable<Reading> {
  for (const layer of layers) yield { layer, isAfresh: true };
}
