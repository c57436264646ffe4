import { css } from './css.ts';
import { ENCODED } from './encoded.ts';
import { html } from './html.ts';
import { INVISIBLE } from './invisible.ts';
import { JAVASCRIPT } from './javascript.ts';
import { MAIL } from './mail.ts';
import { URLS } from './urls.ts';
import type { Writing } from './writing.ts';

/** `<p>` and the like; the second reading of a feed's escaped HTML comes by depth. */
const markup: Writing = function* (text) {
  if (/<[a-z!?/]/i.test(text)) yield* html(text);
};

const ENTITY = /&(?:#\d+|#x[\da-f]+|[a-z]+\d*;)/i;

/** Entities that stand outside markup, such as a doubly escaped feed. */
const entities: Writing = function* (text) {
  if (ENTITY.test(text) && !/<[a-z!?/]/i.test(text)) yield* html(text);
};

const WRITINGS: readonly Writing[] = [
  markup,
  entities,
  ...MAIL,
  ...URLS,
  ...JAVASCRIPT,
  css,
  ...INVISIBLE,
  ...ENCODED,
];

/** So many of them take a document apart: what they find is read afresh. */
const OPENING = 2;

/**
 * The ways in which `text` may be written differently. A document is only taken apart: all of it
 * ends up in one of its parts, and those are tried in every way.
 *
 * @param from - the place of the writing that `text` came out of. Those before it were tried on
 *   what it was made from; trying them again in another order finds the same.
 * @returns each with its place.
 */
export function* writingsOf(text: string, from: number): Iterable<readonly [Writing, number]> {
  const count = /^\s*</.test(text) ? 1 : WRITINGS.length;
  for (const [place, writing] of WRITINGS.slice(0, count).entries())
    if (place < OPENING) yield [writing, 0];
    else if (place >= from) yield [writing, place];
}
