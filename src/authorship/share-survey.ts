import { toHex } from '../bytes/hex.ts';
import { fromUtf8 } from '../bytes/utf8.ts';
import {
  ACCEPTED_CHANCE,
  IMAGE_FALSE_POSITIVE,
  carriers,
  judgeWordings,
  openCopy,
  readImage,
} from '../marks/index.ts';
import type { Pixels, WordingPlace } from '../marks/index.ts';
import type { Share } from '../schemas/share.ts';
import type { Author } from './author.ts';
import { shareMark } from './shares.ts';
import type { GivenFile } from './targets.ts';
import { SUPPORTING_CHANCE } from './wording-survey.ts';

/** A leaked copy of a sealed page, and whose it was. For the author's eyes alone. */
export interface LeakedShare {
  /** The file it was found in. */
  readonly target: string;
  readonly carrier: 'text' | 'image' | 'wording';
  /** null if the mark is one of ours, but of no share that is in the list. */
  readonly share: Share | null;
  /** An upper bound on the chance that this arises by accident. */
  readonly chance: number;
  /** Set if it is too likely by chance to be believed alone. */
  readonly isSupport?: true;
}

/** What looking for leaked copies needs. */
export interface ShareSurvey {
  readonly shares: readonly Share[];
  /** With the seed of today, then with those before. */
  readonly authors: readonly Pick<Author, 'blind'>[];
  readonly openImage: (file: GivenFile) => Promise<Pixels | null>;
  /** @returns the places where the text that was shared offers wordings. */
  readonly wordingsOf: (share: Share) => readonly WordingPlace[];
}

/** Looks for the covert marks of sealed pages in files. Never throws on what they hold. */
export async function surveyShares(
  files: readonly GivenFile[],
  { shares, authors, openImage, wordingsOf }: ShareSurvey,
): Promise<readonly LeakedShare[]> {
  const found: LeakedShare[] = [];
  for (const file of files) {
    const pixels = await openImage(file);
    const text = pixels ? null : fromUtf8(file.bytes);
    for (const author of authors) {
      const { key } = shareMark({ id: '' }, author);
      const name = ownerOf(shares, author);
      if (pixels) found.push(...readPicture(file, pixels, key, name));
      if (text !== null) found.push(...readText(file, text, key, name));
    }
    const copy = text === null ? null : openCopy(text);
    const tries = shares.length * authors.length * files.length;
    for (const share of copy ? shares : []) {
      const seen = copy?.read(wordingsOf(share)) ?? [];
      for (const author of authors) {
        const { chance } = judgeWordings(seen, shareMark(share, author));
        found.push(...toldBy(file, share, Math.min(1, chance * tries)));
      }
    }
  }
  return found;
}

/** A copy that was typed anew has nothing left but its wordings. The chance counts everybody who got one. */
function toldBy({ name: target }: GivenFile, share: Share, chance: number): readonly LeakedShare[] {
  if (chance > SUPPORTING_CHANCE) return [];
  const support = chance > ACCEPTED_CHANCE ? { isSupport: true as const } : {};
  return [{ target, carrier: 'wording', share, chance, ...support }];
}

type Owner = (id: Uint8Array) => Share | null;

function ownerOf(shares: readonly Share[], author: Pick<Author, 'blind'>): Owner {
  const byMark = new Map(shares.map((share) => [toHex(shareMark(share, author).id), share]));
  return (id) => byMark.get(toHex(id)) ?? null;
}

function readPicture(
  { name: target }: GivenFile,
  pixels: Pixels,
  key: Uint8Array,
  owner: Owner,
): readonly LeakedShare[] {
  const reading = readImage(pixels, key);
  if (!reading) return [];
  return [{ target, carrier: 'image', share: owner(reading.id), chance: IMAGE_FALSE_POSITIVE }];
}

function readText(
  { name: target }: GivenFile,
  text: string,
  key: Uint8Array,
  owner: Owner,
): readonly LeakedShare[] {
  const reading = carriers.text.read(text, key);
  if (reading.status !== 'marked') return [];
  // One copy carries its mark many times over.
  const first = new Map(reading.sightings.toReversed().map((each) => [toHex(each.id), each]));
  return [...first.values()].map(({ id, chance }) => ({
    target,
    carrier: 'text' as const,
    share: owner(id),
    chance,
  }));
}
