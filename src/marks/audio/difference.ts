import type { WorkFile } from '../file-carrier.ts';
import { openWav } from './wav.ts';
import type { Wav } from './wav.ts';

/** Seconds of sound that are compared at a time. */
const BLOCK = 0.1;
/** What is added has at most this part of the power around it: 17 dB below. */
const QUIETER = 0.02;
/** Rounding to the steps of a file, in power, each sample by one step at most. */
const ROUNDING = 1;

/**
 * Tells whether a marked file is the same sound: every byte that is no sample, as many samples, none
 * newly at full scale, and in each tenth of a second much less added than there is around it.
 */
export function isAsQuiet(before: WorkFile, after: WorkFile): boolean {
  if (before.bytes.length !== after.bytes.length) return false;
  const [one, other] = [openWav(before.bytes, before.name), openWav(after.bytes, after.name)];
  const { start, end } = one.data;
  for (let at = 0; at < before.bytes.length; at++) {
    if (at === start) at = end;
    if (before.bytes[at] !== after.bytes[at]) return false;
  }
  const channels = Array.from({ length: one.source.channelCount }, (_, channel) => channel);
  return channels.every((channel) => isChannelAsQuiet(one, other, channel));
}

function isChannelAsQuiet(one: Wav, other: Wav, channel: number): boolean {
  const { length, rate } = one.source;
  const size = Math.round(rate * BLOCK);
  const blocks: { readonly power: number; readonly added: number }[] = [];
  for (let from = 0; from < length; from += size) {
    const to = Math.min(length, from + size);
    const block = compare(one.source.read(channel, from, to), other.source.read(channel, from, to));
    if (block.isClipped) return false;
    blocks.push(block);
  }
  const rounding = ROUNDING * size * one.step ** 2;
  const powerAt = (at: number) => blocks[at]?.power ?? 0;
  return blocks.every(({ added }, at) => {
    const around = Math.max(powerAt(at - 1), powerAt(at), powerAt(at + 1));
    return added <= QUIETER * around + rounding;
  });
}

/** From here on a sample counts as full scale: the largest of 16 bits is a little below 1. */
const FULL_SCALE = 1 - 2 ** -16;

function compare(before: Float32Array, after: Float32Array) {
  let [power, added, isClipped] = [0, 0, false];
  for (let at = 0; at < before.length; at++) {
    const [old, now] = [before[at] ?? 0, after[at] ?? 0];
    power += old * old;
    added += (now - old) ** 2;
    isClipped ||= Math.abs(now) > Math.max(FULL_SCALE, Math.abs(old));
  }
  return { power, added, isClipped };
}
