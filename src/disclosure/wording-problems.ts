import type { Root } from 'mdast';
import { normalized, openCopy } from '../marks/index.ts';
import type { PickWording } from '../marks/index.ts';
import type { Problem } from './problem.ts';
import { EITHER, offeredWordings, wordsOf } from './wording.ts';
import type { OfferedWording } from './wording.ts';

type Complaint = Pick<Problem, 'message' | 'hint'>;

/** Many wordings of one place are no choice that anybody has read aloud. */
const MAX_WORDINGS = 8;

/** Checks the places where an author offers wordings: what they say, where they are, and that they can be found again. */
export function wordingProblems(
  tree: Root,
  { file, isDeck = false }: { readonly file: string; readonly isDeck?: boolean | undefined },
): readonly Problem[] {
  const offered = offeredWordings(tree);
  const complaints = offered.map((each) => complaintOf(each, isDeck));
  const lost = complaints.some(Boolean) ? new Set() : lostPlaces(tree, offered);
  return offered.flatMap((each, at) => {
    const complaint = complaints[at] ?? (lost.has(each) ? NOT_FOUND : null);
    const line = each.element.position?.start.line ?? null;
    return complaint ? [{ file, line, field: null, ...complaint }] : [];
  });
}

function complaintOf(
  { place: { of }, element, isInHeading, isInWithheld }: OfferedWording,
  isDeck: boolean,
): Complaint | null {
  if (isDeck) return { message: `\`<${EITHER}>\`: expected in a text, not on slides` };
  if (element.children.length > 0)
    return { message: `\`<${EITHER} />\`: expected no content`, hint: HOW };
  if (of.length < 2 || of.length > MAX_WORDINGS)
    return {
      message: `\`<${EITHER}>\`: expected \`of\` with 2 to ${MAX_WORDINGS} wordings`,
      hint: HOW,
    };
  if (isInHeading)
    return {
      message: `\`<${EITHER}>\`: expected in running text, not in a heading`,
      hint: 'Links lead to a heading by its words: write it in one way.',
    };
  if (isInWithheld)
    return {
      message: `\`<${EITHER}>\`: expected outside of \`<Withheld>\``,
      hint: 'Write one of them.',
    };
  return wordsComplaint(of);
}

const HOW = 'Write it as <Either of="also | too" />.';

function wordsComplaint(of: readonly string[]): Complaint | null {
  if (of.some((each) => each.trim() === ''))
    return {
      message: `\`<${EITHER}>\`: expected words in each wording`,
      hint: 'Take a word beside it into both: "said that | said".',
    };
  if (of.some((each) => /[*_`[\]<>{}\\\p{Cc}\p{Cf}]/u.test(each)))
    return {
      message: `\`<${EITHER}>\`: expected plain words, without markup or invisible characters`,
      hint: 'Put the emphasis or the link around the tag.',
    };
  if (new Set(of.map(normalized)).size === of.length) return null;
  return { message: `\`<${EITHER}>\`: expected wordings that differ from each other` };
}

const NOT_FOUND: Complaint = {
  message: `\`<${EITHER}>\`: could not be told apart or found again by the words around it`,
  hint: 'Offer it within a longer sentence, with words on both sides that stand nowhere else.',
};

/** Reads the text as its author wrote it, once with the first and once with the last wordings. */
function lostPlaces(tree: Root, offered: readonly OfferedWording[]): ReadonlySet<OfferedWording> {
  if (offered.length === 0) return new Set();
  const picks: readonly PickWording[] = [({ of }) => of[0] ?? '', ({ of }) => of.at(-1) ?? ''];
  const copies = picks.map((pick) => {
    const seen = openCopy(wordsOf(tree, pick)).find(offered.map(({ place }) => place));
    return new Map(seen.map(({ place, wording }) => [place, wording === pick(place)]));
  });
  return new Set(offered.filter(({ place }) => copies.some((copy) => copy.get(place) !== true)));
}
