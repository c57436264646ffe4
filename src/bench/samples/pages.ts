import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuthor } from '../../authorship/index.ts';
import { fromHex, toHex } from '../../bytes/hex.ts';
import { NO_INITIAL, initialOf } from '../../marks/carriers/letters.ts';
import { carriers, commitToPhrase, findKnown, markId, readEggs } from '../../marks/index.ts';
import type { EggMark, Reading, WorkFile } from '../../marks/index.ts';
import { attributeOf, parsePage } from '../../marks/page.ts';
import { readPassages } from '../../marks/passages.ts';
import { textFile, textOf } from '../journeys/journey.ts';
import type { Arrival, Column } from '../survival.ts';

const WORKS = ['forty-milliseconds', 'hidden-in-plain-text'];
const LANGUAGES = ['', 'ja/', 'ru/'];
const MAX_ACROSTIC = 8;

/** The same at every run; it signs nothing that anybody relies on. */
const author = createAuthor(new Uint8Array(32).fill(7), {
  name: 'Ada Example',
  site: 'https://ada.example/',
});
const key = author.detectionKey;

/** @returns pages of a built site, without the invisible characters its author put there. */
export function samplePages(dist: string): Promise<readonly WorkFile[]> {
  const paths = LANGUAGES.flatMap((lang) => WORKS.map((work) => `${lang}case-studies/${work}/`));
  return Promise.all(
    paths.map(async (path) => {
      const html = await readFile(join(dist, path, 'index.html'), 'utf8');
      return textFile(`${path}index.html`, html.replace(/[\u200b-\u200e\u2060]/g, ''));
    }),
  );
}

/** What was hidden in a page, in words that a reader's answer is compared with. */
interface Hidden {
  readonly text: string;
  readonly acrostic: string;
  readonly phrase: readonly string[];
}

/** A page with every mark a page can have. */
interface MarkedPage {
  readonly page: WorkFile;
  readonly hidden: Hidden;
}

/** The carriers of pages, all in the same pages, as they are released. */
export async function pageColumns(
  pages: readonly WorkFile[],
): Promise<{ columns: readonly Column[]; marked: readonly WorkFile[] }> {
  const marked: MarkedPage[] = [];
  for (const page of pages) marked.push(await markedPage(page));
  const acrostics = new Map(
    marked.map(({ hidden }) => [hidden.acrostic, commitToPhrase(hidden.acrostic, key)]),
  );
  const commitments = [...acrostics.values()];
  const idOf = ({ acrostic }: Hidden) => toHex(commitToPhrase(acrostic, key));
  return {
    marked: marked.map(({ page }) => page),
    columns: [
      column('text', marked, {
        told: (text) => idsIn(carriers.text.read(text, key)),
        hidden: ({ text }) => [text],
      }),
      column('text, of a list', marked, {
        told: (text) => [
          ...new Set([...idsIn(carriers.text.read(text, key)), ...knownIn(text, marked)]),
        ],
        hidden: ({ text }) => [text],
      }),
      column('acrostic', marked, {
        told: (text) => idsIn(carriers.acrostic.read(text, { commitments, key })),
        hidden: (hidden) => [idOf(hidden)],
      }),
      column('phrase', marked, {
        told: (text) => readEggs(text, key).map(({ sealed }) => sealed),
        hidden: ({ phrase }) => phrase,
      }),
    ],
  };
}

/** Read by somebody who knows the ids of all pages. */
function knownIn(text: string, marked: readonly MarkedPage[]): readonly string[] {
  const ids = marked.flatMap(({ hidden }) => fromHex(hidden.text) ?? []);
  return findKnown(text, { key, layer: 'overt', ids }).map(({ id }) => toHex(id));
}

interface Reader {
  told(text: string): readonly string[];
  hidden(hidden: Hidden): readonly string[];
}

function column(name: string, marked: readonly MarkedPage[], { told, hidden }: Reader): Column {
  return {
    name,
    samples: marked.map(({ page, hidden: inPage }) => ({
      name: page.name,
      files: [page],
      read: async ([file]) => compare(file ? told(textOf(file)) : [], hidden(inPage)),
    })),
  };
}

/** Whatever is told and was not hidden is an error, even if the rest came back. */
function compare(told: readonly string[], hidden: readonly string[]): Arrival {
  if (told.some((each) => !hidden.includes(each))) return 'wrong';
  return hidden.every((each) => told.includes(each)) ? 'back' : 'lost';
}

function idsIn(reading: Reading): readonly string[] {
  return reading.status === 'marked' ? reading.sightings.map(({ id }) => toHex(id)) : [];
}

async function markedPage(page: WorkFile): Promise<MarkedPage> {
  const plain = withEggPlace(textOf(page));
  if (idsIn(carriers.text.read(plain, key)).length > 0)
    throw new Error(`${page.name}: a mark of nobody`);
  const eggs = parsePage(plain).elements.flatMap(({ element }) =>
    element.tagName === 'colophon-egg' ? eggMark(attributeOf(element, 'data-egg') ?? '', page) : [],
  );
  const id = markId(key, 'text', page.name, 'bench');
  const withEggs = await carriers.phrase.embed(plain, { eggs, sealer: author });
  const html = await carriers.text.embed(withEggs, { id, layer: 'overt', key });
  return {
    page: textFile(page.name, html),
    hidden: {
      text: toHex(id),
      acrostic: spelledBy(html),
      phrase: readEggs(html, key).map(({ sealed }) => sealed),
    },
  };
}

function withEggPlace(html: string): string {
  const place = '<colophon-egg data-egg="bench"></colophon-egg></article>';
  return html.includes('<colophon-egg') ? html : html.replace('</article>', place);
}

function eggMark(egg: string, { name }: WorkFile): EggMark {
  return {
    egg,
    id: markId(key, 'phrase', name, egg),
    phrase: 'four words of nobody',
    statement: {
      version: 1,
      work: name,
      statement: 'I made this.',
      name: author.name,
      key: toHex(author.publicKey),
    },
  };
}

/** Any initials are an acrostic: these are the most of the page that are letters in a row. */
function spelledBy(html: string): string {
  const initials = readPassages(html)
    .passages.filter(({ kind }) => kind === 'paragraph')
    .map(({ text }) => initialOf(text));
  const runs = initials.join('').split(NO_INITIAL);
  const longest = runs.reduce((most, run) => (run.length > most.length ? run : most), '');
  return longest.slice(0, MAX_ACROSTIC);
}
