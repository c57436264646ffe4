import {
  changesFor,
  findKnownSound,
  isAsQuiet,
  isWav,
  observeSound,
  openWav,
  wornSound,
} from '../audio/index.ts';
import type { ObservedSound } from '../audio/index.ts';
import { MarkError } from '../errors.ts';
import { ACCEPTED_CHANCE } from '../file-carrier.ts';
import type { FileCarrier, HiddenMark, Judgement, WorkFile } from '../file-carrier.ts';

/** Files of sound. Only WAV is marked; the others are named so that none is passed over in silence. */
const ENDING = /\.(?:wave?|flac|mp3|ogg|oga|opus|m4a|aac|aiff?)$/i;
const OTHERS = /\.(?:flac|mp3|ogg|oga|opus|m4a|aac|aiff?)$/i;

/** What a mark must come to in a poor copy when it is put in: some of it is lost by a cut. */
const WANTED_CHANCE = 1e-12;

/**
 * A pattern in how loud cells of time and pitch are, in WAV files. See audio/README.md.
 *
 * Sound that is too short, silent for the most part, or of few tones has no room. Whoever has the
 * key and the id can take the pattern out; whoever has not can bend time or pitch.
 */
export const audio: FileCarrier<ObservedSound> = {
  id: 'audio',

  accepts: ({ name, bytes }) => ENDING.test(name) || isWav(bytes),

  async embed(file, mark) {
    refuseOthers(file);
    const wav = openWav(file.bytes, file.name);
    const asItIs = { bytes: file.bytes, places: 0 };
    const before = observeSound(wav.source);
    if (!before) return asItIs;
    const already = judge([before], mark);
    if (already.isThere) return { bytes: file.bytes, places: already.agreeing };
    const bytes = file.bytes.slice();
    for (const change of changesFor(wav.source, mark)) wav.add(bytes, change);
    const after = observeSound(wornSound(openWav(bytes, file.name).source));
    const found = after && judge([after], mark);
    return found && found.chance <= WANTED_CHANCE ? { bytes, places: found.agreeing } : asItIs;
  },

  async keeps(before, after) {
    return isAsQuiet(before, after);
  },

  async observe({ name, bytes }) {
    try {
      return observeSound(openWav(bytes, name).source);
    } catch {
      // A stranger's file that is no WAV, or one of another kind, holds nothing to observe.
      return null;
    }
  },

  judge,
};

function refuseOthers({ name, bytes }: WorkFile): void {
  if (isWav(bytes) || !OTHERS.test(name)) return;
  throw new MarkError(
    'FILE_MALFORMED',
    `${name}: only WAV is marked; mark the WAV file it was made from, and encode it again`,
  );
}

/** Each mark is looked for in a sound alone and in all together: once is enough. */
const judged = new WeakMap<ObservedSound, { readonly mark: HiddenMark; readonly found: Found }>();
type Found = Omit<Judgement, 'isThere'>;

function foundIn(sound: ObservedSound, mark: HiddenMark): Found {
  const known = judged.get(sound);
  if (known?.mark === mark) return known.found;
  const found = findKnownSound(sound, mark);
  judged.set(sound, { mark, found });
  return found;
}

/** Sounds of one work are told one by one: the surest counts, and that there were so many. */
function judge(seen: readonly ObservedSound[], mark: HiddenMark): Judgement {
  const all = seen.map((sound) => foundIn(sound, mark));
  const best = all.toSorted((one, other) => one.chance - other.chance)[0];
  const chance = best ? Math.min(1, best.chance * all.length) : 1;
  const { places, agreeing } = best ?? { places: 0, agreeing: 0 };
  return { isThere: chance <= ACCEPTED_CHANCE, chance, places, agreeing };
}
