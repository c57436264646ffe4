// A tail-biting convolutional code of rate 1/4 and constraint length 9 (octal 463, 535, 733, 745)
// over 64 bits of message and a CRC-16: 320 bits. Decoded softly, by Viterbi's algorithm that goes
// round the circle until it agrees with itself.

const GENERATORS = [0o463, 0o535, 0o733, 0o745] as const;
const MEMORY = 8;
const STATES = 1 << MEMORY;
/** Message and check bits. */
const BITS = 80;
/** Bits of the code that an id is spread into. */
export const CODE_BITS = BITS * GENERATORS.length;
const ID_SIZE = 8;
/** Steps beyond one round, before and after, so that start and end state do not matter. */
const WRAP = 40;

function parity(value: number): number {
  let rest = value;
  rest ^= rest >> 8;
  rest ^= rest >> 4;
  rest ^= rest >> 2;
  rest ^= rest >> 1;
  return rest & 1;
}

/** The four bits that leave a register of nine, as a number. */
const OUTPUTS = Uint8Array.from({ length: STATES * 2 }, (_, register) =>
  GENERATORS.reduce((bits, generator, index) => bits | (parity(register & generator) << index), 0),
);

/** CRC-16/CCITT: polynomial 0x1021, begun with ones. */
function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}

/** @returns the 320 code bits of an id of 8 bytes, each -1 or 1. */
export function encodeId(id: Uint8Array): Int8Array {
  const crc = crc16(id);
  const bytes = Uint8Array.of(...id, crc >> 8, crc & 0xff);
  const bits = Array.from(
    { length: BITS },
    (_, at) => ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1,
  );
  // Tail-biting: the register begins as it will end.
  let state = bits.slice(-MEMORY).reduce((register, bit, at) => register | (bit << at), 0);
  state = reverseByte(state);
  const code = new Int8Array(CODE_BITS);
  for (const [at, bit] of bits.entries()) {
    const register = (bit << MEMORY) | state;
    const output = OUTPUTS[register] ?? 0;
    for (let index = 0; index < 4; index++) code[at * 4 + index] = (output >> index) & 1 ? 1 : -1;
    state = register >> 1;
  }
  return code;
}

/** The last bit went in last and stands highest. */
function reverseByte(value: number): number {
  return Array.from({ length: MEMORY }, (_, at) => (value >> at) & 1).reduce(
    (result, bit, at) => result | (bit << at),
    0,
  );
}

/**
 * Decodes softly.
 *
 * @param soft - for each code bit how much it looks like 1 (positive) or -1 (negative).
 * @returns the id; null if its check bits do not fit.
 */
export function decodeId(soft: Float64Array): Uint8Array | null {
  const bits = viterbi(soft);
  const bytes = new Uint8Array(BITS / 8);
  for (const [at, bit] of bits.entries())
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (7 - (at & 7)));
  const id = bytes.slice(0, ID_SIZE);
  const crc = ((bytes[ID_SIZE] ?? 0) << 8) | (bytes[ID_SIZE + 1] ?? 0);
  return crc16(id) === crc ? id : null;
}

/** The bits that leave on the way to each state, from the lower and the upper of the two before it. */
const FROM_EVEN = Uint8Array.from(
  { length: STATES },
  (_, state) => OUTPUTS[registerTo(state)] ?? 0,
);
const FROM_ODD = Uint8Array.from(
  { length: STATES },
  (_, state) => OUTPUTS[registerTo(state) | 1] ?? 0,
);

/** The new bit stands highest; the one that falls out below is what has to be chosen. */
function registerTo(state: number): number {
  return ((state >> (MEMORY - 1)) << MEMORY) | ((state << 1) & (STATES - 1));
}

function viterbi(soft: Float64Array): Uint8Array {
  const steps = BITS + 2 * WRAP;
  const choices = new Uint8Array(steps * STATES);
  let scores = new Float64Array(STATES);
  let next = new Float64Array(STATES);
  const metrics = new Float64Array(16);
  for (let step = 0; step < steps; step++) {
    const at = ((step - WRAP + BITS) % BITS) * 4;
    for (let output = 0; output < 16; output++) {
      let metric = 0;
      for (let index = 0; index < 4; index++)
        metric += ((output >> index) & 1 ? 1 : -1) * (soft[at + index] ?? 0);
      metrics[output] = metric;
    }
    for (let state = 0; state < STATES; state++) {
      const even = (state << 1) & (STATES - 1);
      const a = (scores[even] ?? 0) + (metrics[FROM_EVEN[state] ?? 0] ?? 0);
      const b = (scores[even + 1] ?? 0) + (metrics[FROM_ODD[state] ?? 0] ?? 0);
      next[state] = b > a ? b : a;
      choices[step * STATES + state] = b > a ? 1 : 0;
    }
    [scores, next] = [next, scores];
  }
  return traceBack(choices, scores, steps);
}

function traceBack(choices: Uint8Array, scores: Float64Array, steps: number): Uint8Array {
  let state = scores.indexOf(Math.max(...scores));
  const bits = new Uint8Array(BITS);
  for (let step = steps - 1; step >= 0; step--) {
    const at = step - WRAP;
    if (at >= 0 && at < BITS) bits[at] = state >> (MEMORY - 1);
    state = ((state << 1) & (STATES - 1)) | (choices[step * STATES + state] ?? 0);
  }
  return bits;
}
