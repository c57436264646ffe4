import { fromUtf8 } from '../bytes/utf8.ts';
import { fileMarkers } from '../marks/carriers/files.ts';
import type { FoundMark } from '../marks/carriers/files.ts';
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
  for (const each of openings) {
    const { together, alone, tried } = await find(files, each.opening);
    const bound = (chance: number) => Math.min(1, chance * (tried + 1) * openings.length);
    for (const { name, judgement } of alone)
      found.push({
        target: name,
        sightings: [toDeliveredSighting(each, 1, bound(judgement.chance))],
      });
    if (alone.length === 0 && together.isThere)
      found.push({
        target: commonFolder(files),
        sightings: [toDeliveredSighting(each, tried, bound(together.chance))],
      });
  }
  return found.filter(({ sightings }) =>
    sightings.every(({ chance }) => chance <= ACCEPTED_CHANCE),
  );
};

async function find(
  files: readonly GivenFile[],
  opening: DeliveredMark,
): Promise<FoundMark & { tried: number }> {
  if (opening.carrier === 'constant') return findConstantsOf(files, opening);
  const marker = fileMarkers.find(({ id }) => id === opening.carrier);
  const own = files.filter((file) => marker?.accepts(file));
  const found = await marker?.find(own, hiddenMark(opening));
  return { ...(found ?? NOTHING), tried: own.length };
}

const NOTHING: FoundMark = {
  together: { isThere: false, chance: 1, places: 0, agreeing: 0 },
  alone: [],
};

function findConstantsOf(files: readonly GivenFile[], opening: Opening<'constant'>) {
  const constants = constantsOf(opening);
  const texts = files.flatMap(({ name, bytes }) => {
    const text = fromUtf8(bytes);
    return text === null || text.includes('\0') ? [] : [{ name, text }];
  });
  const alone = texts
    .map(({ name, text }) => ({ name, judgement: judgeConstants([text], constants) }))
    .filter(({ judgement }) => judgement.isThere);
  const together = judgeConstants(
    texts.map(({ text }) => text),
    constants,
  );
  return { together, alone, tried: texts.length };
}

/** @returns the constants of a work, picked again. */
export function constantsOf(opening: Pick<Opening<'constant'>, 'id' | 'key' | 'wishes'>) {
  return opening.wishes.map((wish) => pickConstant(opening, wish));
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
