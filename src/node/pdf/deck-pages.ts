import { readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import type { PublicPortfolio } from '../../disclosure/index.ts';
import type { PublicDeck } from '../../schemas/public.ts';
import { BrokenInput } from '../command.ts';
import { UnusablePdf } from './pdf-document.ts';
import { slidePages } from './slide-pages.ts';

type Deck = PublicPortfolio['decks'][number];

/**
 * @returns the pages of slides that are a PDF, with pictures as paths relative to the text of the
 *   talk; none for slides that are text.
 * @throws BrokenInput if the PDF cannot be shown.
 */
export async function deckPages(
  { data: { work, file }, path }: Pick<Deck, 'data' | 'path'>,
  files: PublicPortfolio['files'],
): Promise<PublicDeck['pages']> {
  const pdf = files.find(({ to }) => to === `talks/${work}/${file}`);
  if (file === null || !pdf) return [];
  const pages = await draw(pdf.from);
  return pages.map((page) => ({
    src: relative(dirname(path), page.path).replaceAll('\\', '/'),
    text: page.text,
  }));
}

async function draw(path: string) {
  try {
    return await slidePages(await readFile(path));
  } catch (cause) {
    if (!(cause instanceof UnusablePdf)) throw cause;
    const { message, hint } = cause.fault;
    throw new BrokenInput(`${path}: ${message}`, { cause, hint });
  }
}
