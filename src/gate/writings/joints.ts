import { QUOTES } from './literal.ts';
import { editsFrom, inOrder, spaceBefore, spaceBehind } from './writing.ts';
import type { Edit, Rewriting } from './writing.ts';

/**
 * How languages put two texts together: JavaScript and most others, Erlang and Haskell; SQL; Basic and spreadsheets; Perl
 * and PHP; Lua; Elixir; templates of Jinja; OCaml; C++.
 */
const OPERATORS = ['+', '++', '||', '&', '.', '<>', '~', '^', '<<'];
/** `"."` may be a text of its own. Of a name that is parted elsewhere than in a word, its words are found. */
const ENDS_TEXT = /[\p{L}\p{N}]/u;
/** What stands before a literal: of which letters it is, in C, SQL and Python, or how it is written, in C#. */
const PREFIX = /[NLURBF@$]/i;

/** Where two literals are one text: quotes around an operator, and space. Operators are rarer than quotes. */
function joinedByOperator(text: string): readonly Edit[] {
  const edits = OPERATORS.flatMap((operator) => joinedBy(operator, text));
  return edits.length > 1 ? inOrder(edits) : edits;
}

function joinedBy(operator: string, text: string): readonly Edit[] {
  const edits: Edit[] = [];
  for (let at = text.indexOf(operator); at >= 0; at = text.indexOf(operator, at + 1)) {
    const start = spaceBefore(text, at) - 1;
    if (!isQuote(text, start) || !(operator === '+' || ENDS_TEXT.test(text.charAt(start - 1))))
      continue;
    const size = operator === '.' && text[at + 1] === '.' ? 2 : operator.length;
    const end = literalBehind(text, at + size);
    if (end >= 0) edits.push({ start, end, text: '' });
  }
  return edits;
}

/** @returns what is behind the quote that begins the next literal; -1 if something else stands there. */
function literalBehind(text: string, offset: number): number {
  let at = spaceBehind(text, offset);
  // Basic goes on in the next line behind an underscore.
  if (text[at] === '_') at = spaceBehind(text, at + 1);
  if (PREFIX.test(text.charAt(at)) && isQuote(text, at + 1)) at += 1;
  return isQuote(text, at) ? at + 1 : -1;
}

/** How a text is put behind another one: JavaScript and Java; Java, C# and their like; templates of Liquid. */
const METHOD = /(?:concat\(|append[(:])\s*["'`]/gi;

/** The same by a method: a quote, perhaps the bracket of a call before, a point or a bar, the name, and a quote. */
function joinedByMethod(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  let from = 0;
  for (const { 0: method, index } of text.matchAll(METHOD)) {
    const point = spaceBefore(text, index, from) - 1;
    if (text[point] !== '.' && text[point] !== '|') continue;
    let start = spaceBefore(text, point, from) - 1;
    if (text[start] === ')') start = spaceBefore(text, start, from) - 1;
    if (start < from || !isQuote(text, start)) continue;
    from = index + method.length;
    edits.push({ start, end: from, text: '' });
  }
  return edits;
}

function isQuote(text: string, at: number): boolean {
  return QUOTES.has(text.charAt(at));
}

/** A template within one may have a name before it, as in programs for Lit. */
const LITERAL_IN_TEMPLATE = /\$\{\s*(?:[\w$.]{1,40}(?=`))?(["'`])(.*?)\1\s*\}/y;
/** Literals that are put together where they stand: by an operator or a method, and in templates. */
export const joints: readonly Rewriting[] = [
  {
    name: 'joined',
    edits: joinedByOperator,
  },
  {
    name: 'joined',
    edits: joinedByMethod,
  },
  {
    name: 'joined',
    edits: (text) => editsFrom(text, '${', LITERAL_IN_TEMPLATE, ([, , inner]) => inner ?? ''),
  },
];
