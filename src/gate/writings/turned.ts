import { letterGroup } from '../letters/other-letters.ts';
import type { Edit, Rewriting } from './writing.ts';

/** Letters as they look upside down, each behind the one it is; those that look like another one as well. */
const LATIN =
  'aɐ bq cɔ dp eǝ fɟ gƃ gɓ gᵷ hɥ iᴉ iı jɾ jſ kʞ lꞁ lן l˥ mɯ nu pd qb rɹ rᴚ tʇ t┴ t⊥ un u∩ vʌ vΛ wʍ yʎ y⅄ a∀ aⱯ bᗺ cƆ dᗡ eƎ fℲ g⅁ gפ jᒋ k⋊ mW pԀ uՈ wM';
const RUSSIAN =
  'аɐ бƍ вʚ гɹ дɓ еǝ зε кʞ лv лʌ мw пu рd сɔ тɯ тʇ уʎ цǹ чһ шm ьq яʁ аⱯ еƎ оo нн хx иn';

const mapOf = (pairs: string) =>
  new Map(pairs.split(' ').map((pair) => [pair.slice(1), pair.slice(0, 1)] as const));

/** Hardly any word is without one of them. */
const MARKS = [...'ɐǝɹʇɯɥʎƍʚʁ'];
const MARK = new RegExp(`[${MARKS.join('')}]`, 'g');
const hasMarks = letterGroup(new RegExp(MARK.source));
/** More than a term and what is around it, in letters on either side. */
const REACH = 200;

const ALPHABETS = [mapOf(LATIN), mapOf(RUSSIAN)];

/** Text upside down: each letter turned, and their order too. Read as Latin letters, and as Russian ones. */
export const turned: Rewriting = {
  name: 'upside-down',
  edits: (text) =>
    linesWithMarks(text).map(({ start, end }) => {
      const line = [...text.slice(start, end)].toReversed();
      const read = ALPHABETS.map((of) => line.map((letter) => of.get(letter) ?? letter).join(''));
      return { start, end, text: read.join('\n') };
    }),
};

/** @returns lines in which a mark stands, or as much of them as is around it. */
function linesWithMarks(text: string): readonly Omit<Edit, 'text'>[] {
  if (!hasMarks(text)) return [];
  const lines: { start: number; end: number }[] = [];
  for (const { index: place } of text.matchAll(MARK)) {
    const last = lines.at(-1);
    const rest = text.slice(place, place + REACH);
    const stop = rest.indexOf('\n');
    const end = place + (stop < 0 ? rest.length : stop);
    // As far as marks go on: a term is not cut.
    if (last && place < last.end) last.end = end;
    else {
      const from = Math.max(last?.end ?? 0, place - REACH);
      lines.push({ start: from + text.slice(from, place).lastIndexOf('\n') + 1, end });
    }
  }
  return lines;
}
