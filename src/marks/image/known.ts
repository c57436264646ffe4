import { encodeId } from '../id-code.ts';
import { WEIGHTINGS, threshold } from './decide.ts';
import type { Decision } from './decide.ts';
import { invertAcross, makeComplex } from './fourier.ts';
import type { Complex } from './fourier.ts';
import { tableOf } from './layout.ts';
import type { Layout } from './layout.ts';
import { binOf } from './spectrum.ts';

// Who knows the id and the key knows every wave of the mark, and needs no others to find the tile:
// where all of them agree, there it lies.

/** Shifts that are tried along each side of the tile: twice as fine as its samples. */
const SHIFTS = 256;
/** Ways an image may lie, and grids that are searched through for any shift. */
export const MAX_GRIDS = 48;
const ORIENTATIONS = 8;

const AT_CORNER = threshold(ORIENTATIONS);
const ANYWHERE = threshold(MAX_GRIDS * SHIFTS ** 2);

/** One loud wave of the picture must not outvote the others: at most this multiple of the mean. */
const CLIP = 3;

/** Looks for a known mark whose tile begins in the corner of the image, as it does in a whole one. */
export function findAtCorner(spectrum: Complex, layout: Layout, id: Uint8Array): Decision | null {
  return firstOf(wavesTowards(spectrum, layout, id), AT_CORNER, id, (waves) => {
    let sum = 0;
    for (const value of waves.re) sum += value;
    return sum;
  });
}

/** For the time of one call; a search makes dozens. */
const shifts = makeComplex(SHIFTS ** 2);

/** Looks for a known mark wherever its tile may begin. */
export function findAnywhere(spectrum: Complex, layout: Layout, id: Uint8Array): Decision | null {
  return firstOf(wavesTowards(spectrum, layout, id), ANYWHERE, id, (waves) => {
    shifts.re.fill(0);
    shifts.im.fill(0);
    const mask = SHIFTS - 1;
    const { kx, ky } = tableOf(layout.payload);
    for (let at = 0; at < kx.length; at++) {
      const bin = ((ky[at] ?? 0) & mask) * SHIFTS + ((kx[at] ?? 0) & mask);
      shifts.re[bin] = waves.re[at] ?? 0;
      shifts.im[bin] = waves.im[at] ?? 0;
    }
    invertAcross(shifts, SHIFTS);
    let most = 0;
    for (const value of shifts.re) if (value > most) most = value;
    return most;
  });
}

/** Tries the weightings in turn. @param scoreOf - the sum over all waves, where it is highest. */
function firstOf(
  weighted: readonly Waves[],
  accepted: number,
  id: Uint8Array,
  scoreOf: (waves: Waves) => number,
): Decision | null {
  for (const waves of weighted) {
    const certainty = waves.power > 0 ? scoreOf(waves) / Math.sqrt(waves.power) : 0;
    if (certainty >= accepted) return { id, certainty };
  }
  return null;
}

/** For each wave what was read there, turned so that the mark's own would be real and positive. */
interface Waves extends Complex {
  /** The variance of their sum, if the signs of the key were tossed again. */
  readonly power: number;
}

function wavesTowards(spectrum: Complex, layout: Layout, id: Uint8Array): readonly Waves[] {
  const { payload, signs, bits } = layout;
  const code = encodeId(id);
  const { cos, sin } = tableOf(payload);
  const loudness = loudnessOf(spectrum, layout);
  const sign = (dimension: number) => (signs[dimension] ?? 1) * (code[bits[dimension] ?? 0] ?? 1);
  return WEIGHTINGS.map((weights) => {
    const { re, im } = makeComplex(payload.length);
    let power = 0;
    for (const [at, line] of payload.entries()) {
      const bin = binOf(line);
      const [x, y] = [spectrum.re[bin] ?? 0, spectrum.im[bin] ?? 0];
      const mean = loudness[line.zone] ?? 0;
      const clip = Math.min(1, (CLIP * mean) / Math.max(1e-12, Math.hypot(x, y)));
      const weight = mean > 0 ? ((weights[line.zone] ?? 0) * clip) / mean : 0;
      // Back by the wave's own phase; then its two dimensions, each with the sign it should have.
      const inPhase = weight * (x * (cos[at] ?? 0) + y * (sin[at] ?? 0));
      const across = weight * (y * (cos[at] ?? 0) - x * (sin[at] ?? 0));
      const [a, b] = [sign(2 * at), sign(2 * at + 1)];
      re[at] = inPhase * a + across * b;
      im[at] = across * a - inPhase * b;
      power += inPhase * inPhase + across * across;
    }
    return { re, im, power };
  });
}

/** The mean of what is read in each zone. */
function loudnessOf(spectrum: Complex, { payload }: Layout): readonly number[] {
  return [0, 1, 2].map((zone) => {
    const own = payload.filter((line) => line.zone === zone).map(binOf);
    const power = own.reduce(
      (sum, bin) => sum + (spectrum.re[bin] ?? 0) ** 2 + (spectrum.im[bin] ?? 0) ** 2,
      0,
    );
    return Math.sqrt(power / Math.max(1, own.length));
  });
}
