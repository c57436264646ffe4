import { fromUtf8 } from '../bytes/utf8.ts';
import { fileMarkers } from '../marks/carriers/files.ts';
import type { FoundMark, ObservedFiles } from '../marks/carriers/files.ts';
import { deriveConstant, judgeConstants } from '../marks/constant.ts';
import type { ConstantOptions } from '../marks/constant.ts';
import { ACCEPTED_CHANCE } from '../marks/file-carrier.ts';
import { hiddenMark } from './deliveries.ts';
import type { DeliveredReader } from './look.ts';
import type { ConstantWish, DeliveredMark } from './mark-openings.ts';
import { toDeliveredSighting } from './survey.ts';
import type { GivenFile } from './targets.ts';

// Apart from `survey.ts`, since parsers of scripts, PDF and the like are large: a page that reads
// none of these files should not ship them.

type Opening<Carrier> = Extract<DeliveredMark, { carrier: Carrier }>;

/**
 * Looks for marks of delivered work in files other than images. Every mark is looked for in each
 * file alone and in all together, and its chance counts all of these. Never throws.
 */
export const surveyDelivered: DeliveredReader = async (files, openings) => {
  const found = [];
  const carriers = new Map<string, Searched>();
  for (const each of openings) {
    const { carrier } = each.opening;
    const searched = carriers.get(carrier) ?? (await searchedFor(carrier, files));
    carriers.set(carrier, searched);
    const { count } = searched;
    const { alone, together } = toldBy(searched.find(each.opening), count, openings.length);
    for (const { name, chance } of alone)
      found.push({ target: name, sightings: [toDeliveredSighting(each, 1, chance)] });
    if (alone.length === 0 && together !== null)
      found.push({
        target: commonFolder(files),
        sightings: [toDeliveredSighting(each, count, together)],
      });
  }
  const told = new Set(found.map(({ target }) => target));
  const read = new Set([...carriers.values()].flatMap((searched) => searched.read));
  // `verify.mjs` runs on Node 20, whose sets know no difference.
  const silent = [...read].filter((name) => !told.has(name));
  return [...found, ...silent.map((target) => ({ target, sightings: [] }))];
};

/** A key of 256 bits says no more than that, however small the bound of a carrier comes out. */
const LEAST_CHANCE = 2 ** -256;

/** Where a mark can be told from chance, each with a bound that counts all that was tried. */
export interface ToldMark {
  readonly alone: readonly { readonly name: string; readonly chance: number }[];
  /** null if all files together do not tell it. */
  readonly together: number | null;
}

/**
 * @param count - of the files that were read, each of which was a try, as all together were.
 * @param openings - how many marks were looked for.
 */
export function toldBy({ alone, together }: FoundMark, count: number, openings: number): ToldMark {
  const bound = (chance: number) =>
    Math.min(1, Math.max(LEAST_CHANCE, chance) * (count + 1) * openings);
  const isTold = (chance: number) => chance <= ACCEPTED_CHANCE;
  const whole = together.isThere ? bound(together.chance) : 1;
  return {
    alone: alone
      .map(({ name, judgement }) => ({ name, chance: bound(judgement.chance) }))
      .filter(({ chance }) => isTold(chance)),
    together: isTold(whole) ? whole : null,
  };
}

/** The files of one carrier, read once. */
type Searched = Pick<ObservedFiles, 'count' | 'read'> & {
  find(opening: DeliveredMark): FoundMark;
};

async function searchedFor(
  carrier: DeliveredMark['carrier'],
  files: readonly GivenFile[],
): Promise<Searched> {
  if (carrier === 'constant') return searchedForConstants(files);
  const observed = await fileMarkers.find(({ id }) => id === carrier)?.observe(files);
  if (!observed) return { count: 0, read: [], find: () => NOTHING };
  return { ...observed, find: (opening) => observed.find(hiddenMark(opening)) };
}

const NOTHING: FoundMark = {
  together: { isThere: false, chance: 1, places: 0, agreeing: 0 },
  alone: [],
};

function searchedForConstants(files: readonly GivenFile[]): Searched {
  const texts = files.flatMap(({ name, bytes }) => {
    const text = fromUtf8(bytes);
    return text === null || text.includes('\0') ? [] : [{ name, text }];
  });
  return {
    count: texts.length,
    read: texts.map(({ name }) => name),
    find: (opening) => (opening.carrier === 'constant' ? findConstantsOf(texts, opening) : NOTHING),
  };
}

function findConstantsOf(
  texts: readonly { name: string; text: string }[],
  opening: Opening<'constant'>,
): FoundMark {
  const constants = opening.wishes.map((wish) => pickConstant(opening, wish));
  const all = texts.map(({ text }) => text);
  const alone = texts
    .map(({ name, text }) => ({ name, judgement: judgeConstants([text], constants) }))
    .filter(({ judgement }) => judgement.isThere);
  return { together: judgeConstants(all, constants), alone };
}

/** @throws RangeError if the wish is none that can be granted. */
export function pickConstant(mark: Pick<DeliveredMark, 'id' | 'key'>, wish: ConstantWish) {
  const { kind, ...options } = wish;
  return deriveConstant(hiddenMark(mark), kind, options as ConstantOptions[typeof kind]);
}

function commonFolder(files: readonly GivenFile[]): string {
  const [first = '', ...rest] = files.map(({ name }) => name.split('/').slice(0, -1));
  const shared = [...first].findIndex((part, at) => rest.some((path) => path[at] !== part));
  const path = shared < 0 ? [...first] : [...first].slice(0, shared);
  return path.join('/') || '.';
}
