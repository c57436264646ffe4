import type { Token } from './tokens.ts';

/** Four words, or eight characters: shorter ones stand in many texts. */
const GRAM_WEIGHT = 8;
/** Of so many grams in a row at least one is chosen. */
const WINDOW = 4;

/** A run of tokens that is compared as a whole. */
export interface Gram {
  readonly text: string;
  /** What of it the next gram does not cover. */
  readonly weight: number;
}

/** @returns every run of tokens of the least sufficient weight; none for a text that has less. */
export function gramsOf(tokens: readonly Token[]): readonly Gram[] {
  const grams: Gram[] = [];
  for (let start = 0; start < tokens.length; start++) {
    const run: string[] = [];
    let weight = 0;
    for (let at = start; at < tokens.length && weight < GRAM_WEIGHT; at++) {
      run.push(tokens[at]?.text ?? '');
      weight += tokens[at]?.weight ?? 0;
    }
    if (weight < GRAM_WEIGHT) break;
    grams.push({ text: run.join(' '), weight: tokens[start]?.weight ?? 0 });
  }
  return grams;
}

/**
 * Chooses few grams of a text so that two texts that share a run of `WINDOW` grams share a chosen
 * one: in each window the one with the least hash.
 *
 * @see Schleimer, Wilkerson, Aiken: Winnowing: Local Algorithms for Document Fingerprinting, SIGMOD
 *   2003, section 3.
 */
export function fingerprint(grams: readonly Gram[]): ReadonlySet<string> {
  const hashes = grams.map(({ text }) => hash(text));
  const chosen = new Set<string>();
  for (let start = 0; start === 0 || start + WINDOW <= grams.length; start++) {
    let least = start;
    // The rightmost of equals, as the paper has it: it stays the least in more windows.
    for (let at = start + 1; at < Math.min(start + WINDOW, grams.length); at++)
      if ((hashes[at] ?? 0) <= (hashes[least] ?? 0)) least = at;
    const gram = grams[least];
    if (gram) chosen.add(gram.text);
  }
  return chosen;
}

/** FNV-1a over UTF-16 units: it only has to spread. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
