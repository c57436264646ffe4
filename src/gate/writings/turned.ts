import type { Edit, Rewriting } from './writing.ts';

/** Letters as they look upside down, each behind the one it is; those that look like another one as well. */
const LATIN =
  'aɐ bq cɔ dp eǝ fɟ gƃ gɓ gᵷ hɥ iᴉ iı iᴉ jɾ jſ kʞ lꞁ lן l˥ mɯ nu pd qb rɹ rᴚ tʇ t┴ t⊥ un u∩ vʌ vΛ wʍ yʎ y⅄ a∀ aⱯ bᗺ cƆ dᗡ eƎ fℲ g⅁ gפ jᒋ k⋊ mW pԀ uՈ wM';
const RUSSIAN =
  'аɐ бƍ вʚ гɹ дɓ еǝ зε кʞ лv лʌ мw пu рd сɔ тɯ тʇ уʎ цǹ чһ шm ьq яʁ аⱯ еƎ кʞ оo нн хx иn';

const mapOf = (pairs: string) =>
  new Map(pairs.split(' ').map((pair) => [pair.slice(1), pair.slice(0, 1)] as const));

/** Hardly any word is without one of them. */
const MARKS = ['ɐ', 'ǝ', 'ɹ', 'ʇ', 'ɯ', 'ɥ', 'ʎ', 'ƍ', 'ʚ', 'ʁ'];
/** More than a term and what is around it, in letters on either side. */
const REACH = 200;

/** Text upside down: each letter turned, and their order too. */
export const TURNED: readonly Rewriting[] = [LATIN, RUSSIAN].map((pairs) => {
  const letters = mapOf(pairs);
  return {
    name: 'upside-down',
    edits: (text) =>
      linesWithMarks(text).map(({ start, end }) => {
        const line = [...text.slice(start, end)].toReversed();
        return { start, end, text: line.map((letter) => letters.get(letter) ?? letter).join('') };
      }),
  };
});

/** @returns lines in which a mark stands, or as much of them as is around it. */
function linesWithMarks(text: string): readonly Omit<Edit, 'text'>[] {
  const places = MARKS.flatMap((mark) => [...placesOf(mark, text)]).toSorted((a, b) => a - b);
  const lines: { start: number; end: number }[] = [];
  for (const place of places) {
    const last = lines.at(-1);
    if (last && place < last.end) continue;
    const from = Math.max(last?.end ?? 0, place - REACH);
    const start = from + text.slice(from, place).lastIndexOf('\n') + 1;
    const rest = text.slice(place, place + REACH);
    const stop = rest.indexOf('\n');
    lines.push({ start, end: place + (stop < 0 ? rest.length : stop) });
  }
  return lines;
}

function* placesOf(mark: string, text: string): Iterable<number> {
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) yield at;
}
