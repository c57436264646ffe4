import type { Severity } from './rules.ts';

const WORDS = new Intl.Segmenter('ja', { granularity: 'word' });
/** How much around a word is looked at to tell where words begin and end. */
const AROUND = 24;

/**
 * Whether letters of a script without spaces are a word, or only a part of longer ones, such as
 * 京都 in 東京都. Long ones are never parts by chance.
 *
 * @param word - its plain letters.
 * @returns a warning for what may be the first part of a compound; null for no word.
 */
export function isWordOfItsOwn(
  word: string,
  source: string,
  from: number,
  to: number,
): Severity | null {
  if (!isShort(word)) return 'error';
  const start = Math.max(0, from - AROUND);
  const around = source.slice(start, to + AROUND);
  const edges = new Set([around.length]);
  for (const { index } of WORDS.segment(around)) edges.add(index);
  const [begins, ends] = [edges.has(from - start), edges.has(to - start)];
  if (begins && ends) return 'error';
  const isCrossed = [...edges].some((edge) => edge > from - start && edge < to - start);
  return isKana(word) || isCrossed ? null : 'warning';
}

function isShort(word: string): boolean {
  return word.length <= (isKana(word) ? 4 : 2);
}

function isKana(word: string): boolean {
  return /^[\u3041-\u30ff]+$/u.test(word);
}
