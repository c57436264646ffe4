/** Thousands of bits a second, by layer, for MPEG-1 and for its half rates. @see ISO/IEC 11172-3, 2.4.2.3. */
const RATES: Readonly<Record<string, readonly number[]>> = {
  '1/1': [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1/2': [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1/3': [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2/1': [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2/2': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const FREQUENCIES = [44_100, 48_000, 32_000];
/** By its two bits: 2.5, none, 2, 1; what its frequencies are divided by. */
const DIVISORS = [4, 0, 2, 1];

/** @returns how long the frame of MP3 or AAC at `at` is, in bytes; 0 if none begins there. */
export function frameSize(bytes: Uint8Array, at: number): number {
  const [first, second = 0, third = 0] = bytes.subarray(at, at + 3);
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return 0;
  const layer = 4 - ((second >> 1) & 3);
  if (layer === 4) return (second & 0xf6) === 0xf0 ? adtsSize(bytes, at) : 0;
  const divisor = DIVISORS[(second >> 3) & 3] ?? 0;
  const family = divisor === 1 ? `1/${layer}` : `2/${Math.min(layer, 2)}`;
  const [rate, frequency] = [RATES[family]?.[third >> 4], FREQUENCIES[(third >> 2) & 3]];
  if (divisor === 0 || rate === undefined || frequency === undefined) return 0;
  const padding = (third >> 1) & 1;
  // A rate of nothing is a free one: the frame goes on to the next.
  if (rate === 0) return Infinity;
  const perSecond = (rate * 1000) / (frequency / divisor);
  if (layer === 1) return (Math.floor(12 * perSecond) + padding) * 4;
  const samples = layer === 3 && divisor > 1 ? 72 : 144;
  return Math.floor(samples * perSecond) + padding;
}

/** @see ISO/IEC 13818-7, 6.2.1: thirteen bits, over three bytes. */
function adtsSize(bytes: Uint8Array, at: number): number {
  const [high = 0, middle = 0, low = 0] = bytes.subarray(at + 3, at + 6);
  const size = ((high & 3) << 11) | (middle << 3) | (low >> 5);
  return size < 7 ? 0 : size;
}

/** @returns where frames that follow each other end: behind the last one, or where that is cut. */
export function endOfFrames(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const size = frameSize(bytes, at);
    if (size === 0 || at >= bytes.length) return Math.min(at, bytes.length);
    at += size;
  }
}
