/** Sound that is read piece by piece: a long file never stands in memory as numbers. */
export interface SoundSource {
  /** Samples a second. */
  readonly rate: number;
  readonly channelCount: number;
  /** Samples of each channel. */
  readonly length: number;
  /**
   * @returns samples of one channel, full scale from -1 to 1; what lies outside of the sound is
   *   silence. A caller may write into them.
   */
  read(channel: number, from: number, to: number): Float32Array;
}

/** @returns sound that is in memory already. */
export function soundOf(rate: number, channels: readonly Float32Array[]): SoundSource {
  const length = channels[0]?.length ?? 0;
  return {
    rate,
    channelCount: channels.length,
    length,
    read(channel, from, to) {
      const piece = new Float32Array(to - from);
      const start = Math.max(0, from);
      const end = Math.min(length, to);
      if (end > start) piece.set(channels[channel]?.subarray(start, end) ?? [], start - from);
      return piece;
    },
  };
}
