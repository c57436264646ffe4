import { relative } from 'node:path';
import { parseDocument } from 'yaml';
import { MASK, createMatcher, mask } from '../gate/index.ts';
import type { GateTerm, TermKind } from '../gate/index.ts';

/** Shorter words are in many paths by chance. */
const MIN_WORD = 4;
/** Shorter figures are lines, columns and days. */
const MIN_FIGURE = 5;

/** What this process has learned and must not print. */
interface Unprinted {
  readonly terms: Map<string, GateTerm>;
  /** Words of clients' names: in the name of a file one of them is enough to tell. */
  readonly words: Set<string>;
  search: ReturnType<typeof createMatcher> | null;
}

/** Astro loads modules twice, which share what is global. */
const PLACE = Symbol.for('colophon.unprinted');

function unprinted(): Unprinted {
  const place = globalThis as { [PLACE]?: Unprinted };
  return (place[PLACE] ??= { terms: new Map(), words: new Set(), search: null });
}

/** Remembers terms as what no message may hold. */
export function keepUnprinted(terms: Iterable<Omit<GateTerm, 'id'>>): void {
  const known = unprinted();
  for (const { writings, kind } of terms)
    for (const writing of writings.filter((each) => isLong(each, kind))) {
      if (known.terms.has(`${kind}/${writing}`)) continue;
      known.terms.set(`${kind}/${writing}`, { id: 'unprinted', writings: [writing], kind });
      known.search = null;
    }
}

/** What has fewer letters is in every text; the search for terms would refuse it. */
function isLong(writing: string, kind: TermKind): boolean {
  const letters = writing.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return letters >= (kind === 'figure' ? MIN_FIGURE : kind === 'domain' ? 3 : 2);
}

/**
 * Remembers what an agreement keeps confidential, as far as it can be read: a message about a mistake
 * in it must not quote it either.
 */
export function keepAgreementUnprinted(yaml: string): void {
  const data = readLoosely(yaml);
  const client = fieldsOf(fieldsOf(data)['client']);
  const people = listOf(client['people']).map(fieldsOf);
  const names = [...textsIn(client['name']), ...textsIn(client['aliases'])];
  keepUnprinted([
    { kind: 'name', writings: names },
    { kind: 'domain', writings: textsIn(client['domains']) },
    { kind: 'person', writings: people.flatMap((each) => textsIn(each)) },
    ...listOf(fieldsOf(data)['terms']).map((term) => toTerm(fieldsOf(term))),
  ]);
  const id = String(fieldsOf(data)['id'] ?? '');
  const { words } = unprinted();
  for (const name of [...names, ...textsIn(client['domains'])])
    // The stand-in of a skeleton names the id itself.
    for (const word of plain(name.replaceAll(id || ' ', ' ')).split(/[^\p{L}\p{N}]+/u))
      if (word.length >= MIN_WORD && !OWN_WORDS.has(word)) words.add(word);
}

/** What paths are made of here, and every site's address ends in. */
const OWN_WORDS = new Set(
  `agreements case case-studies colophon content dist example index ledger profile public scripts slides
   studies study talks home work tmp yaml https http info`.split(/\s+/),
);

const KINDS: readonly TermKind[] = ['name', 'word', 'person', 'domain', 'figure'];

function toTerm(term: Fields): Omit<GateTerm, 'id'> {
  const kind = KINDS.find((each) => each === term['kind']) ?? 'name';
  return { kind, writings: [...textsIn(term['term']), ...textsIn(term['aliases'])] };
}

type Fields = Readonly<Record<string, unknown>>;

/** Mistakes are passed over: whoever reads the content complains of them. */
function readLoosely(yaml: string): unknown {
  try {
    return parseDocument(yaml, { logLevel: 'silent', uniqueKeys: false }).toJS();
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** @returns the texts in a value; where a sign is missing, what should be a text is often a name of a field. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split('\n').map((line) => line.trim());
  if (typeof value === 'number') return [String(value)];
  return Object.values(fieldsOf(value)).flatMap(textsIn);
}

/**
 * @returns a message as it may be printed: without confidential terms that this process knows of, in
 *   any writing, and without words of a client's name in what stands in quotes or is the name of a
 *   file. In running text a word of a name, such as "first", is mostly another word.
 */
export function masked(text: string): string {
  return withoutTerms(text).replace(NAMED, withoutWords);
}

/** Something in quotes, with a dot, a slash or a hyphen within it: a path, a slug, a value. */
const NAMED = /`[^`\n]*`|'[^'\n]*'|"[^"\n]*"|[^\s`'"]*[\p{L}\p{N}][/\\._-][^\s`'"]*|\/[^\s`'"]+/gu;

/** @returns a name, or what is made of names alone, as it may be printed. */
export function maskedName(name: string): string {
  return withoutWords(withoutTerms(name));
}

/** @returns a path as the author would type it; a folder may be called after the client. */
export function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return maskedName(near.startsWith('..') ? path : near);
}

function withoutTerms(text: string): string {
  const known = unprinted();
  if (known.terms.size === 0) return text;
  known.search ??= createMatcher([...known.terms.values()]);
  return mask(text, known.search);
}

function withoutWords(name: string): string {
  const at = plain(name);
  const found = [...unprinted().words].filter((word) => at.includes(word));
  if (found.length === 0) return name;
  // Letters with marks are counted otherwise then: such a name is left out whole.
  if (at.length !== name.length) return MASK;
  const longestFirst = found.toSorted((a, b) => b.length - a.length);
  return longestFirst.reduce((left, word) => left.replace(new RegExp(word, 'giu'), MASK), name);
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
