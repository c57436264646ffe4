import type { Evidence, Inference } from './inference.ts';
import type { KnownWork } from './known-work.ts';
import { placeOf } from './parts.ts';
import type { Block } from './parts.ts';
import { tokensOf } from './tokens.ts';
import { fingerprint, gramsOf } from './winnowing.ts';
import type { Gram } from './winnowing.ts';

/** What so many works say is nobody's own: how one works, what a table is headed with. */
const SHARED_BY = 3;
/** Eleven words or 24 characters in a row, or as many in pieces: less is said again by chance. */
const LEAST_WEIGHT = 16;
/** Of the shorter of two texts, how much stands in the other. */
const LEAST_SHARE = 0.5;

interface Passage {
  readonly work: KnownWork;
  readonly grams: ReadonlyMap<string, number>;
  readonly weight: number;
}

/**
 * Finds public texts that say at length what a withheld one says.
 *
 * An attacker who knows a client's own words, from a brochure or a leaked page, finds the work in
 * which they come back; and where a sealed study is ever seen, in a call or a proposal, its readers
 * recognise the public paragraph. A copy with changed names passes every search for names.
 */
export function findSimilarText({ texts, works }: Evidence): readonly Inference[] {
  const index = indexOf(works);
  const found: Inference[] = [];
  const seen = new Set<string>();
  for (const { file, blocks } of texts)
    for (const block of blocks) {
      if (seen.has(block.text)) continue;
      seen.add(block.text);
      for (const work of similarTo(block, index))
        found.push({ rule: 'similar-text', work, file, what: 'text', ...placeOf(block) });
    }
  return found;
}

/** @returns passages by the grams they are found by; all grams, so that any choice of the other side meets one. */
function indexOf(works: readonly KnownWork[]): ReadonlyMap<string, readonly Passage[]> {
  const index = new Map<string, Passage[]>();
  const common = commonGrams(works);
  for (const work of works)
    for (const text of new Set(work.withheldText)) {
      const grams = weighed(gramsOf(tokensOf(text)), common);
      const passage = { work, grams, weight: sum(grams.values()) };
      if (passage.weight < LEAST_WEIGHT) continue;
      for (const gram of grams.keys()) index.set(gram, [...(index.get(gram) ?? []), passage]);
    }
  return index;
}

function commonGrams(works: readonly KnownWork[]): ReadonlySet<string> {
  const owners = new Map<string, Set<string>>();
  for (const { id, wholeText } of works)
    for (const text of wholeText)
      for (const { text: gram } of gramsOf(tokensOf(text)))
        owners.set(gram, (owners.get(gram) ?? new Set()).add(id));
  return new Set([...owners].filter(([, ids]) => ids.size >= SHARED_BY).map(([gram]) => gram));
}

function weighed(grams: readonly Gram[], without: ReadonlySet<string>): Map<string, number> {
  return new Map(
    grams.filter(({ text }) => !without.has(text)).map(({ text, weight }) => [text, weight]),
  );
}

function similarTo(
  { text }: Block,
  index: ReadonlyMap<string, readonly Passage[]>,
): ReadonlySet<KnownWork> {
  const grams = gramsOf(tokensOf(text));
  const candidates = new Set([...fingerprint(grams)].flatMap((gram) => index.get(gram) ?? []));
  const own = weighed(grams, new Set());
  return new Set([...candidates].filter((each) => areSimilar(each, own)).map(({ work }) => work));
}

function areSimilar({ grams, weight }: Passage, other: ReadonlyMap<string, number>): boolean {
  const shared = sum([...grams].map(([gram, own]) => (other.has(gram) ? own : 0)));
  return shared >= LEAST_WEIGHT && shared >= LEAST_SHARE * Math.min(weight, sum(other.values()));
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
