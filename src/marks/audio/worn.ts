import type { SoundSource } from './sound.ts';

/** How loud the noise of a poor copy is beside the sound: 30 dB below. */
const NOISE = 10 ** (-30 / 20);
/** Samples of each channel by which its loudness is told. */
const PROBE = 2 ** 22;

/**
 * @returns sound as it is in a poor copy, with noise on it: a mark that lies only in what is far
 *   quieter than the rest, as beside a single tone, is gone there.
 */
export function wornSound(source: SoundSource): SoundSource {
  let power = 0;
  const probed = Math.min(source.length, PROBE);
  for (let channel = 0; channel < source.channelCount; channel++)
    for (const value of source.read(channel, 0, probed)) power += value * value;
  // Of even noise from -1 to 1 a third is the mean power.
  const loudness = NOISE * Math.sqrt((3 * power) / Math.max(1, probed * source.channelCount));
  return {
    ...source,
    read(channel, from, to) {
      const piece = source.read(channel, from, to);
      // Numerical Recipes' generator: what it gives is as good as any, and the same each time.
      let state = (from ^ (channel << 24)) >>> 0;
      for (let at = 0; at < piece.length; at++) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        piece[at] = (piece[at] ?? 0) + loudness * (state / 2 ** 31 - 1);
      }
      return piece;
    },
  };
}
