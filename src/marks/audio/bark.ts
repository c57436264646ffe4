import { EDGES, FRAME, RATE } from './grid.ts';

/** Bins of a frame that are looked at; the others lie above what carries a mark. */
export const BINS = (EDGES.at(-1) ?? 0) + 48;

/** Zwicker and Terhardt 1980: the critical band of a pitch, in Bark. */
function barkOf(bin: number): number {
  const hertz = (bin * RATE) / FRAME;
  return 13 * Math.atan(0.00076 * hertz) + 3.5 * Math.atan((hertz / 7500) ** 2);
}

/** In which critical band each bin lies, one Bark each. */
export const BARK_OF = Uint8Array.from({ length: BINS }, (_, bin) => Math.floor(barkOf(bin)));
export const BARKS = (BARK_OF.at(-1) ?? 0) + 1;

/** The critical band that the middle of each band of the grid lies in. */
export const BARK_OF_BAND = Uint8Array.from(
  EDGES.slice(1),
  (edge, band) => BARK_OF[Math.round(((EDGES[band] ?? 0) + edge) / 2)] ?? 0,
);

/**
 * How much of a band's power another one hears: Schroeder's spreading function (Schroeder, Atal and
 * Hall 1979), at so many Bark above the masker.
 */
function spreading(above: number): number {
  const x = above + 0.474;
  return 10 ** ((15.81 + 7.5 * x - 17.5 * Math.sqrt(1 + x * x)) / 10);
}

/** Row by row for each band that hears. */
export const SPREAD = Float64Array.from({ length: BARKS * BARKS }, (_, at) =>
  spreading(Math.floor(at / BARKS) - (at % BARKS)),
);
