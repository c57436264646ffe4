import { Unreadable } from '../../../gate/index.ts';
import type { Layer } from '../../../gate/index.ts';
import { within } from './distinct-pictures.ts';
import type { DrawnPages } from './draw-pages.ts';

interface PageReader {
  draw(bytes: Uint8Array, from: number): Promise<DrawnPages>;
  /** Reads the picture of a page. */
  read(png: Uint8Array): Promise<readonly Layer[]>;
}

/**
 * Reads what the pages of a PDF show, a few at a time. Layers are named by their page, as those of its text are.
 *
 * @throws Unreadable if any page cannot be drawn or read.
 */
export async function readPages(
  bytes: Uint8Array,
  { draw, read }: PageReader,
): Promise<readonly Layer[]> {
  const layers: Layer[] = [];
  for (let [next, count] = [0, 1]; next < count;) {
    const drawn = await draw(bytes, next).catch(unreadable('pdf: its pages cannot be drawn'));
    if ('refusal' in drawn) throw new Unreadable(drawn.refusal);
    const first = next + 1;
    const readings = drawn.pages.map((png, index) => readPage(png, first + index, read));
    layers.push(...(await Promise.all(readings)).flat());
    next += drawn.pages.length;
    count = drawn.count;
  }
  return layers;
}

async function readPage(
  png: Uint8Array,
  number: number,
  read: PageReader['read'],
): Promise<readonly Layer[]> {
  const layers = await read(png).catch(unreadable(`pdf: page ${number} cannot be read`));
  return layers.map((layer) => within(`page/${number}`, layer));
}

function unreadable(message: string): (cause: unknown) => never {
  return (cause) => {
    throw new Unreadable(message, { cause });
  };
}
