import { FRAME, HOP, RATE } from './grid.ts';
import { resample } from './resample.ts';
import type { SoundSource } from './sound.ts';

/** Seconds of a piece. A whole number of them is a whole number of frames and of samples. */
const PIECE = 60;
/** Seconds that are looked at before and after it, so that pieces join without a seam: as above. */
const AROUND = 4;

const PIECE_FRAMES = (PIECE * RATE) / HOP;
const AROUND_FRAMES = (AROUND * RATE) / HOP;

/** A piece of sound at the rate of the grid, with what lies around it. */
export interface Piece {
  /** Seconds from the beginning of the sound to that of what is given here; below 0 at first. */
  readonly start: number;
  /** Whole seconds of what is given here, and those that are the piece's own. */
  readonly span: number;
  readonly own: { readonly from: number; readonly to: number };
  /** The first frame of the piece itself, counted in the sound, and how many are its own. */
  readonly firstFrame: number;
  readonly frameCount: number;
  /** One for each channel. Their first sample is that of frame `firstFrame - framesBefore`. */
  readonly channels: readonly Float32Array[];
  readonly framesBefore: number;
}

/**
 * Cuts sound into pieces that join without a seam.
 *
 * @param seconds - no more than so much from the beginning.
 */
export function* piecesOf(source: SoundSource, seconds = Infinity): Generator<Piece> {
  const { rate, length, channelCount } = source;
  const end = Math.min(length / rate, seconds);
  for (let first = 0; first < end; first += PIECE) {
    const start = first - AROUND;
    const own = Math.min(PIECE, Math.ceil(end - first));
    const span = own + 2 * AROUND;
    const channels = Array.from({ length: channelCount }, (_, channel) =>
      resample(source.read(channel, start * rate, (start + span) * rate), {
        from: rate,
        to: RATE,
        length: span * RATE,
      }),
    );
    const frames = Math.ceil((Math.min(PIECE, end - first) * RATE) / HOP);
    yield {
      start,
      span,
      own: { from: AROUND, to: AROUND + own },
      firstFrame: (first / PIECE) * PIECE_FRAMES,
      frameCount: Math.min(PIECE_FRAMES, frames),
      channels,
      framesBefore: AROUND_FRAMES,
    };
  }
}

/** @returns a place for one frame's waves. */
export function makeFrame(): { readonly re: Float64Array; readonly im: Float64Array } {
  return { re: new Float64Array(FRAME), im: new Float64Array(FRAME) };
}
