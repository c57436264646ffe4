import { encodeId } from '../id-code.ts';
import type { HiddenMark } from '../file-carrier.ts';
import { BARK_OF_BAND } from './bark.ts';
import { BANDS, CELL_FRAMES, COLUMNS, EDGES, FRAME, HOP, RATE } from './grid.ts';
import { layoutOf, patternOf } from './layout.ts';
import { openMasking } from './masking.ts';
import { sparePeaks } from './peaks.ts';
import { makeFrame, piecesOf } from './pieces.ts';
import type { Piece } from './pieces.ts';
import { resample } from './resample.ts';
import type { SoundSource } from './sound.ts';
import { WINDOW, transform } from './transform.ts';

/** How far what is added stays below the masking threshold, in decibels. */
const MARGIN_DB = 8;
/** A cell becomes louder or softer by this part of it at most: 0.67 dB. */
const LOUDEST = 0.08;

const MARGIN = 10 ** (-MARGIN_DB / 10);
/** What four overlapping windows, each used twice, add up to. */
const OVERLAP = 1.5;

/** What is to be added to a part of a sound. */
export interface Change {
  /** The first sample it is for. */
  readonly start: number;
  /** One for each channel, at the rate of the sound. */
  readonly channels: readonly Float32Array[];
}

/**
 * Makes cells of time and pitch a little louder or softer, as key and id say, all channels alike, by
 * so much as the ear does not hear beside the rest.
 *
 * @returns what has to be added, part after part. Nothing of it makes a sample louder than full
 *   scale that was not, nor one that was any louder.
 */
export function* changesFor(source: SoundSource, { id, key }: HiddenMark): Generator<Change> {
  const { rate, length } = source;
  const pattern = patternOf(layoutOf(key), encodeId(id));
  for (const piece of piecesOf(source)) {
    const first = piece.start * rate;
    const [from, to] = [piece.own.from * rate, piece.own.to * rate];
    const changes = changesOf(piece, pattern).map((change, channel) => {
      const wide = resample(change, { from: RATE, to: rate, length: piece.span * rate });
      sparePeaks(source.read(channel, first, first + wide.length), wide, rate);
      return wide.subarray(from, Math.min(to, length - first));
    });
    yield { start: first + from, channels: changes };
  }
}

/** @returns what has to be added to each channel of a piece, at the rate of the grid. */
function changesOf({ channels, firstFrame, framesBefore }: Piece, pattern: Int8Array) {
  const maskings = channels.map(openMasking);
  const frames = channels.map(makeFrame);
  const changes = channels.map((each) => new Float32Array(each.length));
  const limits = new Float64Array(BANDS);
  const gains = new Float64Array(FRAME);
  const count = Math.floor(((channels[0]?.length ?? 0) - FRAME) / HOP) + 1;
  for (let frame = 0; frame < count; frame++) {
    limits.fill(LOUDEST);
    for (const [channel, waves] of frames.entries()) {
      load(channels[channel], frame * HOP, waves);
      transform(waves.re, waves.im);
      const ratios = maskings[channel]?.(waves.re, waves.im);
      if (ratios) lower(limits, ratios);
    }
    const middle = firstFrame - framesBefore + frame + FRAME / HOP / 2;
    setGains(gains, limits, pattern.subarray(columnAt(middle) * BANDS));
    for (const [channel, waves] of frames.entries())
      addChange(changes[channel], frame * HOP, waves, gains);
  }
  return changes;
}

/** @returns the column of the period that a frame lies in. */
function columnAt(frame: number): number {
  const column = Math.floor(frame / CELL_FRAMES) % COLUMNS;
  return column < 0 ? column + COLUMNS : column;
}

type Waves = ReturnType<typeof makeFrame>;

function load(samples: Float32Array | undefined, start: number, { re, im }: Waves): void {
  for (let at = 0; at < FRAME; at++) re[at] = (samples?.[start + at] ?? 0) * (WINDOW[at] ?? 0);
  im.fill(0);
}

/** The channel that takes least decides for all: a mix of them then carries what each does. */
function lower(limits: Float64Array, ratios: Float64Array): void {
  for (let band = 0; band < BANDS; band++) {
    const part = Math.sqrt((ratios[BARK_OF_BAND[band] ?? 0] ?? 0) * MARGIN);
    if (part < (limits[band] ?? 0)) limits[band] = part;
  }
}

function setGains(gains: Float64Array, limits: Float64Array, signs: Int8Array): void {
  gains.fill(0);
  for (let band = 0; band < BANDS; band++) {
    const gain = (limits[band] ?? 0) * (signs[band] ?? 0);
    for (let bin = EDGES[band] ?? 0; bin < (EDGES[band + 1] ?? 0); bin++) {
      gains[bin] = gain;
      gains[FRAME - bin] = gain;
    }
  }
}

function addChange(
  change: Float32Array | undefined,
  start: number,
  { re, im }: Waves,
  gains: Float64Array,
): void {
  if (!change) return;
  for (let bin = 0; bin < FRAME; bin++) {
    const gain = gains[bin] ?? 0;
    re[bin] = (re[bin] ?? 0) * gain;
    im[bin] = (im[bin] ?? 0) * gain;
  }
  // Backward: the same with the parts exchanged.
  transform(im, re);
  const scale = 1 / (FRAME * OVERLAP);
  for (let at = 0; at < FRAME; at++)
    change[start + at] = (change[start + at] ?? 0) + (re[at] ?? 0) * (WINDOW[at] ?? 0) * scale;
}
