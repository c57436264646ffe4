import { stripVTControlCharacters } from 'node:util';
import { BrokenInput } from '../command.ts';
import { masked } from '../unprinted.ts';

/** What Astro, Vite and their plugins add to an error; our own have none of it. */
const FOREIGN = ['errors', 'frame', 'loc', 'plugin', 'pluginCode'] as const;

/** A trace, and lines of the text around a mistake with their numbers and a frame: it may be withheld. */
const NOT_TOLD = /^(?:at |>? ?\d* ?[|│┃]|─|[╭╰├╯^])/u;
/** The first line of a frame around quoted lines says where they are. */
const FRAME_PLACE = /^╭─\[ (.+:\d+:\d+) \]$/u;
/** The rest of what they say repeats itself. */
const MOST_LINES = 6;

/**
 * @returns an error of Astro or Vite as one of the input: its place and what is wrong, without the
 *   trace and without the lines that it quotes. Any other error as it is.
 */
export function tellBuildFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof BrokenInput || !isForeign(error)) return error;
  const { loc, hint } = error as Foreign;
  const place = [loc?.file, loc?.line, loc?.column].filter((each) => each !== undefined).join(':');
  const said = stripVTControlCharacters(error.message)
    .split('\n')
    .map((line) => line.trim().replaceAll(/\s+/g, ' ').replace(FRAME_PLACE, '$1'))
    .filter((line) => line && !NOT_TOLD.test(line));
  const lines = [...(place ? [place] : []), ...said.slice(0, MOST_LINES)];
  return new BrokenInput(masked(lines.join('\n  ')), {
    cause: error,
    hint: masked(hint ?? 'Nothing was released. Mend what is named, and build again.'),
  });
}

type Foreign = Error & {
  readonly loc?: { readonly file?: string; readonly line?: number; readonly column?: number };
  readonly hint?: string;
};

function isForeign(error: Error): boolean {
  return FOREIGN.some((name) => name in error) || ('type' in error && error.type === 'AstroError');
}
