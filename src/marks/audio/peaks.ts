/** How long before and after a peak less is added, in seconds: too slow to be heard as a click. */
const SOFTLY = 0.004;

/**
 * Takes back what would make a sample louder than full scale, or louder than it is if it stands
 * there already, with what is around it, so that no edge is left.
 *
 * @param change - what is to be added to `samples`; lessened in place.
 */
export function sparePeaks(samples: Float32Array, change: Float32Array, rate: number): void {
  const reach = Math.ceil(SOFTLY * rate);
  const kept = new Float32Array(samples.length).fill(1);
  let isSpared = false;
  for (let at = 0; at < samples.length; at++) {
    const part = partThatFits(samples[at] ?? 0, change[at] ?? 0);
    if (part >= 1) continue;
    isSpared = true;
    for (let other = Math.max(0, at - reach); other <= at + reach; other++) {
      // Half a cosine, from all that fits here to all of it at the end of the reach.
      const far = 0.5 - 0.5 * Math.cos((Math.PI * (other - at)) / reach);
      const most = part + (1 - part) * far;
      if (most < (kept[other] ?? 0)) kept[other] = most;
    }
  }
  if (!isSpared) return;
  for (let at = 0; at < change.length; at++) change[at] = (change[at] ?? 0) * (kept[at] ?? 1);
}

/** The largest number that 16 bits hold is a little below 1. */
const FULL_SCALE = 1 - 2 ** -15;

function partThatFits(sample: number, change: number): number {
  const louder = sample + change;
  if (Math.abs(louder) <= FULL_SCALE || Math.abs(louder) <= Math.abs(sample)) return 1;
  return Math.max(0, (FULL_SCALE - Math.abs(sample)) / Math.abs(change));
}
