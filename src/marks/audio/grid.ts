// The grid of time and pitch that a mark is laid over. It belongs to format 1 and never changes: a
// copy that was cut, or has another sample rate, is seen on the same grid.

/** Samples a second at which sound is looked at, whatever rate its file has. */
export const RATE = 24_000;
/** Samples of a frame: 43 ms, 23 Hz between bins. */
export const FRAME = 1024;
/** Samples from one frame to the next. */
export const HOP = 256;
/** Frames of a cell: 85 ms. */
export const CELL_FRAMES = 8;
/** Cells of a period one after the other: 16.4 s. */
export const COLUMNS = 192;
/** Frames of a period. */
export const PERIOD = COLUMNS * CELL_FRAMES;

const LOWEST_BIN = 11;
const HIGHEST_BIN = 400;
const NARROWEST = 4;
/** Bands widen upwards: a thirtieth of their pitch, well below what the ear takes together. */
const WIDENING = 30;

/** First bin of each band, and the one after the last: 260 Hz to 9.4 kHz. */
export const EDGES: readonly number[] = edges();
export const BANDS = EDGES.length - 1;
/** Cells of a period, column by column. */
export const CELLS = COLUMNS * BANDS;

function edges(): number[] {
  const all = [LOWEST_BIN];
  let at = LOWEST_BIN;
  while (at < HIGHEST_BIN) {
    at += Math.max(NARROWEST, Math.round(at / WIDENING));
    all.push(at);
  }
  return all;
}
