import { ACCEPTED_CHANCE, judgeWordings, openCopy } from '../marks/index.ts';
import { hiddenMark } from './deliveries.ts';
import type { WordingOpening } from './mark-openings.ts';
import type { SightedAuthor, Sighting } from './survey.ts';

/** A mark in wordings that somebody may look for, and whose it would be. */
export interface SoughtWording {
  readonly opening: WordingOpening;
  readonly author: SightedAuthor;
  readonly work: string | null;
  /** Set if it was made with the author's seed, and not shown by a proof. */
  readonly layer?: 'covert';
}

/** From here on it is said that wordings agree more often than by chance; by itself it proves nothing. */
export const SUPPORTING_CHANCE = 1e-3;

/**
 * Looks for marks in the wordings of a text. What is too little to be believed alone is told with its
 * chance, as support.
 *
 * @param tries - how many texts are looked at; the chance counts these, and the marks that are sought.
 */
export function surveyWordings(
  text: string,
  sought: readonly SoughtWording[],
  tries: number,
): readonly Sighting[] {
  if (sought.length === 0) return [];
  const copy = openCopy(text);
  return sought.flatMap(({ opening, author, work, layer }) => {
    const judged = judgeWordings(copy.read(opening.places), hiddenMark(opening));
    const { places, agreeing } = judged;
    const chance = Math.min(1, judged.chance * sought.length * tries);
    if (chance > SUPPORTING_CHANCE) return [];
    const { carrier, id } = opening;
    const where = {
      paragraph: null,
      words: '',
      places: { agreeing, found: places, of: opening.places.length },
    };
    return [
      {
        ...{ carrier, id, author, work, url: null, isListed: true, where, chance, opened: null },
        ...(layer && { layer }),
        ...(chance > ACCEPTED_CHANCE && { isSupport: true as const }),
      },
    ];
  });
}
