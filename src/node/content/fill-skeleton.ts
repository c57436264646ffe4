import { randomInt } from 'node:crypto';
import { today } from '../../disclosure/index.ts';
import { skeleton } from '../../schemas/skeletons.ts';
import type { Skeleton, SkeletonParts } from '../../schemas/skeletons.ts';
import { machineZone } from './author-zone.ts';

/** @returns a skeleton with the day and time zone of this machine, and a phrase newly drawn. */
export function fillSkeleton(
  kind: Skeleton,
  { slug, lang }: Pick<SkeletonParts, 'slug' | 'lang'>,
): string {
  const timezone = machineZone();
  const day = today({ instant: new Date() }, timezone);
  return skeleton(kind, { slug, lang, today: day, timezone, phrase: drawPhrase() });
}

/** Four speakable words of three syllables: 12 × log2(14 × 5) = 73 bits. */
function drawPhrase(): string {
  const syllable = () => draw('bdfgklmnprstvz') + draw('aeiou');
  const word = () => syllable() + syllable() + syllable();
  return Array.from({ length: 4 }, word).join(' ');
}

function draw(letters: string): string {
  return letters.charAt(randomInt(letters.length));
}
