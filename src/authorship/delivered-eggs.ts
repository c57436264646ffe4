import { fromBase64url } from '../bytes/base64.ts';
import { fromUtf8 } from '../bytes/utf8.ts';
import { findSealed, openEgg } from '../marks/index.ts';
import type { EggSighting } from '../marks/index.ts';
import { fingerprintOf } from './author.ts';
import { hiddenMark } from './deliveries.ts';
import type { DeliveredMark } from './mark-openings.ts';
import { toDeliveredSighting } from './survey.ts';
import type { DeliveredOpening, Opened, Sighting } from './survey.ts';
import type { GivenFile } from './targets.ts';

type EggOpening = Extract<DeliveredMark, { carrier: 'phrase' }>;

/**
 * Looks for eggs that were delivered in somebody else's pages, and opens them. Never throws.
 *
 * @returns the files that hold one.
 */
export async function surveyDeliveredEggs(
  files: readonly GivenFile[],
  openings: readonly DeliveredOpening[],
): Promise<readonly { readonly target: string; readonly sightings: readonly Sighting[] }[]> {
  const eggs = openings.filter(({ opening }) => opening.carrier === 'phrase');
  if (eggs.length === 0) return [];
  const found = [];
  for (const { name, bytes } of files) {
    const text = fromUtf8(bytes);
    const sightings = text === null ? [] : await eggsIn(text, eggs, files.length);
    if (sightings.length > 0) found.push({ target: name, sightings });
  }
  return found;
}

async function eggsIn(
  text: string,
  openings: readonly DeliveredOpening[],
  fileCount: number,
): Promise<readonly Sighting[]> {
  const all = openings.map(async ({ opening, ...of }) => {
    if (opening.carrier !== 'phrase') return [];
    const egg = findSealed(text, hiddenMark(opening));
    if (!egg) return [];
    const chance = Math.min(1, egg.chance * fileCount * openings.length);
    const sighting = toDeliveredSighting({ opening, ...of }, 1, chance);
    return [{ ...sighting, opened: await openWithAny(egg, opening, of.author.fingerprint) }];
  });
  return (await Promise.all(all)).flat();
}

/** Whoever holds the key of the egg signed it, or nobody the proof speaks of. */
async function openWithAny(
  { sealed }: EggSighting,
  { phrases }: EggOpening,
  fingerprint: string,
): Promise<Opened | null> {
  for (const phrase of phrases) {
    const egg = await openEgg(sealed, phrase);
    if (egg.status !== 'opened') continue;
    const { statement, isSigned } = egg;
    return { statement, isSigned: isOf(statement.key, fingerprint) && isSigned };
  }
  return null;
}

function isOf(key: string, fingerprint: string): boolean {
  const bytes = fromBase64url(key);
  return bytes !== null && fingerprintOf(bytes) === fingerprint;
}
