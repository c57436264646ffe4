import type { Reason } from '../../schemas/level.ts';
import type { Disclosed } from '../../schemas/public.ts';
import { japanesePhrases } from '../japanese-phrases.ts';

/** A piece of a title that stays on one line, and how wide it is in a size of 1. */
export type Atom =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bar'; readonly reason: Reason; readonly ems: number };

/** The widths of bars in em, as on pages: by position, never by what is withheld. */
const BAR_EMS = [5, 7.5, 4, 6.5, 9];

const JAPANESE = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;

/** @returns a title as pieces between which a line may end. */
export function atomsOf(title: Disclosed): readonly Atom[] {
  return title.flatMap((part): readonly Atom[] => {
    if (typeof part === 'string') return piecesOf(part).map((text) => ({ kind: 'text', text }));
    const ems = BAR_EMS[part.position % BAR_EMS.length] ?? 5;
    return [{ kind: 'bar', reason: part.withheld, ems }];
  });
}

function piecesOf(text: string): readonly string[] {
  if (JAPANESE.test(text)) return japanesePhrases(text);
  // One or two letters belong to the word after them: no line ends in `и` or `of`.
  return text.match(/(?:(?<!\S)\S{1,2}\s+)*\S+\s*|\s+/g) ?? [];
}
