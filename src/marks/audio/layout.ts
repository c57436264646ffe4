import { openKeyStream, shuffle } from '../key-stream.ts';
import { CODE_BITS } from '../id-code.ts';
import { CELLS } from './grid.ts';

// What each cell of a period carries, all of it chosen by the key. The proof of the bound on false
// positives needs the signs to be those of a pseudorandom function.

/** Carried by cells that a reader who knows no id finds the beginning of the period by. */
export const SYNC = 0xffff;
/** One of so many cells is one of these. */
const SYNC_SHARE = 4;

/** Everything the key decides. */
export interface Layout {
  /** Which code bit a cell carries, or `SYNC`. */
  readonly bits: Uint16Array;
  /** The sign of each cell. */
  readonly signs: Int8Array;
}

const layouts = new Map<string, Layout>();

/** @returns the layout of a key; remembered, since a reader looks at many sounds. */
export function layoutOf(key: Uint8Array): Layout {
  const name = key.join();
  const layout = layouts.get(name) ?? makeLayout(key);
  layouts.set(name, layout);
  return layout;
}

function makeLayout(key: Uint8Array): Layout {
  const random = openKeyStream(key, 'audio/1/signs');
  const sync = Math.floor(CELLS / SYNC_SHARE);
  const carried = Uint16Array.from({ length: CELLS }, (_, at) =>
    at < sync ? SYNC : (at - sync) % CODE_BITS,
  );
  return {
    bits: shuffle(carried, openKeyStream(key, 'audio/1/places')),
    signs: Int8Array.from({ length: CELLS }, () => (random() < 0.5 ? -1 : 1)),
  };
}

/** @returns the sign of each cell of a period that carries an id, by its code bits. */
export function patternOf({ bits, signs }: Layout, code: Int8Array): Int8Array {
  return signs.map((sign, at) => {
    const bit = bits[at] ?? SYNC;
    return bit === SYNC ? sign : sign * (code[bit] ?? 1);
  });
}
