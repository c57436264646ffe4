import type { PagePlan } from '../disclosure/index.ts';
import { ACCEPTED_CHANCE, bestChance } from '../marks/index.ts';

/**
 * Says what the wordings that each text offers are worth: with few places a copy agrees too easily by
 * chance to be believed for that alone.
 *
 * @returns a few words for each language version that offers any.
 */
export function wordingNotes(plans: readonly PagePlan[]): readonly string[] {
  return plans
    .filter(({ original, locale, wordings }) => original === locale && wordings.length > 0)
    .map(({ work, lang, wordings }) => {
      const chance = bestChance(wordings);
      const { length } = wordings;
      const count =
        chance <= ACCEPTED_CHANCE
          ? `${length} places, enough to prove`
          : `${length} of ${neededPlaces(length, chance)} places; will support, not prove`;
      return `${work} (${lang}) ${count}`;
    });
}

/** @returns how many places such as these would be enough. */
function neededPlaces(count: number, chance: number): number {
  return Math.ceil((count * Math.log(ACCEPTED_CHANCE)) / Math.log(chance));
}
