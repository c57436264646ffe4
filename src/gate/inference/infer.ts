import { fromUtf8 } from '../../bytes/utf8.ts';
import type { GatePorts } from '../decoder.ts';
import { printable } from '../file-scan.ts';
import type { Finding } from '../findings.ts';
import { createMatcher } from '../matcher.ts';
import type { GateTerm } from '../term.ts';
import { toFinding } from './inference.ts';
import type { Evidence, Inference } from './inference.ts';
import { findLoneMembers } from './lone-member.ts';
import { findLoneTags } from './lone-tag.ts';
import { findNarrowCombinations } from './narrow-combination.ts';
import { findNumberingGaps } from './numbering.ts';
import { findPrivateDates } from './private-dates.ts';
import { findSimilarText } from './similar-text.ts';
import { findTallies } from './tally.ts';

const INFERENCES: readonly ((evidence: Evidence) => readonly Inference[])[] = [
  findLoneMembers,
  findTallies,
  findLoneTags,
  findNarrowCombinations,
  findNumberingGaps,
  findPrivateDates,
  findSimilarText,
];

/** What the gate knows beside the evidence. */
export interface InferenceContext {
  /** What names of files must not print. */
  readonly terms: readonly GateTerm[];
  readonly ports: GatePorts;
  /** Reads a file again, to tell the line. */
  read(file: string): Promise<Uint8Array>;
  /** What was inferred from something other than texts. */
  readonly others?: readonly Inference[];
}

/**
 * Draws the conclusions that a stranger could draw from what is about to be published, and that tell
 * of what is withheld. Warnings: whether a hint is one, a person has to judge.
 */
export async function infer(
  evidence: Evidence,
  { terms, ports, read, others = [] }: InferenceContext,
): Promise<readonly Finding[]> {
  const all = [...INFERENCES.flatMap((draw) => draw(evidence)), ...others];
  if (all.length === 0) return [];
  const around = {
    terms,
    matcher: createMatcher(terms),
    ports,
    programs: [],
    printableNames: new Set<string>(),
  };
  const findings: Finding[] = [];
  for (const each of withoutRepeats(all)) {
    const file = await printable(each.file, around);
    const source = each.offset === null ? '' : (fromUtf8(await read(each.file)) ?? '');
    const way: string[] = [];
    for (const name of each.way ?? []) way.push(await printable(name, around));
    findings.push({ ...toFinding({ ...each, way }, source), file });
  }
  return findings;
}

/** Pages in other languages and feeds say the same again: the first file of each kind is enough. */
function withoutRepeats(all: readonly Inference[]): readonly Inference[] {
  const seen = new Set<string>();
  return all.filter(({ rule, work, what, file, offset, way }) => {
    const isOneOfMany = rule === 'similar-text' || what === 'time';
    const key = JSON.stringify([rule, work.id, what, ...(isOneOfMany ? [file, offset, way] : [])]);
    return !seen.has(key) && seen.add(key);
  });
}
