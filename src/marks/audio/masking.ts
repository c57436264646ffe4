import { BARKS, BARK_OF, BINS, SPREAD } from './bark.ts';
import { FRAME, HOP } from './grid.ts';

// What the ear does not hear beside what there is: a masking threshold for each critical band. How
// tonal a band is, is told by how well its waves follow from those before (as in ISO/IEC 11172-3,
// annex D, psychoacoustic model 2); tones mask noise less than noise masks tones.

/** How far below a tone's power noise beside it has to be, in decibels, at 0 Bark. */
const TONE_MASKS = 14.5;
/** How far below noise. */
const NOISE_MASKS = 5.5;
/** A threshold does not rise faster than this within the time of a frame: an attack comes after. */
const RISE = 10;
/** From one of the frames that foretell to the next: half of each is new. */
const APART = FRAME / HOP / 2;
/** Keeps divisors from being zero. */
const NOTHING = 1e-30;

/** The waves of a frame that are looked at. */
interface Waves {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * Looks at the next frame of a channel.
 *
 * @returns for each critical band the masking threshold as a part of the band's own power; the array
 *   is used again for the next frame.
 */
type Masking = (re: Float64Array, im: Float64Array) => Float64Array;

/** @returns what follows one channel, frame by frame. */
export function openMasking(): Masking {
  const past: Waves[] = Array.from({ length: 2 * APART }, makePast);
  const earlier = Array.from({ length: FRAME / HOP }, () => new Float64Array(BARKS));
  const measured = { power: new Float64Array(BARKS), chaos: new Float64Array(BARKS) };
  const ratios = new Float64Array(BARKS);
  let frame = 0;
  return (re, im) => {
    // The oldest is looked at once more, then written over by this one.
    const oldest = past[frame % past.length] ?? makePast();
    measure({ re, im }, [past[(frame + APART) % past.length] ?? makePast(), oldest], measured);
    oldest.re.set(re.subarray(0, BINS));
    oldest.im.set(im.subarray(0, BINS));
    const thresholds = earlier[frame % earlier.length] ?? new Float64Array(BARKS);
    for (let band = 0; band < BARKS; band++) {
      const now = thresholdOf(band, measured);
      const held = Math.min(now, (thresholds[band] ?? 0) * RISE);
      const own = measured.power[band] ?? 0;
      // Where there is nothing, nothing is added, whatever the others take.
      ratios[band] = own > 0 ? held / own : Infinity;
      thresholds[band] = now;
    }
    frame += 1;
    return ratios;
  };
}

function makePast(): Waves {
  return { re: new Float64Array(BINS), im: new Float64Array(BINS) };
}

/** Of each critical band its power, and the part of it that could not be foretold. */
interface Measured {
  readonly power: Float64Array;
  readonly chaos: Float64Array;
}

/** Power of each critical band, and how much of it could not be foretold from the two frames before. */
function measure(
  { re, im }: Waves,
  [before, twice]: readonly [Waves, Waves],
  { power, chaos }: Measured,
): void {
  power.fill(0);
  chaos.fill(0);
  for (let bin = 0; bin < BINS; bin++) {
    const [x, y] = [re[bin] ?? 0, im[bin] ?? 0];
    const [x1, y1] = [before.re[bin] ?? 0, before.im[bin] ?? 0];
    const [x2, y2] = [twice.re[bin] ?? 0, twice.im[bin] ?? 0];
    const own = Math.sqrt(x * x + y * y);
    const last = Math.sqrt(x1 * x1 + y1 * y1);
    const older = Math.sqrt(x2 * x2 + y2 * y2);
    // The same step of length and of phase once more: before² / twice, with length 2·last − older.
    const expected = Math.abs(2 * last - older);
    const scale = older * last > 0 ? expected / (last * last * older) : 0;
    const [sx, sy] = [x1 * x1 - y1 * y1, 2 * x1 * y1];
    const dx = x - scale * (sx * x2 + sy * y2);
    const dy = y - scale * (sy * x2 - sx * y2);
    const band = BARK_OF[bin] ?? 0;
    const energy = own * own;
    power[band] = (power[band] ?? 0) + energy;
    const unforeseen = Math.sqrt(dx * dx + dy * dy) / Math.max(NOTHING, own + expected);
    chaos[band] = (chaos[band] ?? 0) + energy * unforeseen;
  }
}

function thresholdOf(band: number, { power, chaos }: Measured): number {
  let heard = 0;
  let spread = 0;
  for (let other = 0; other < BARKS; other++) {
    const part = SPREAD[band * BARKS + other] ?? 0;
    heard += part * (power[other] ?? 0);
    spread += part;
  }
  const own = power[band] ?? 0;
  const unforeseen = own > 0 ? (chaos[band] ?? 0) / own : 1;
  const tonality = Math.max(0, Math.min(1, -0.299 - 0.43 * Math.log(Math.max(1e-9, unforeseen))));
  const below = tonality * (TONE_MASKS + band) + (1 - tonality) * NOISE_MASKS;
  return (heard / spread) * 10 ** (-below / 10);
}
