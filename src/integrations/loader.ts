import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader, LoaderContext } from 'astro/loaders';
import type { PublicPortfolio } from '../disclosure/index.ts';
import { loadContent } from '../node/content/content.ts';
import type { Content } from '../node/content/content.ts';
import { deckPages } from '../node/pdf/deck-pages.ts';
import { publicShares } from '../node/shares/public-shares.ts';
import { readSettings } from '../node/settings.ts';
import type { Settings } from '../node/settings.ts';

type Kind = 'caseStudies' | 'talks' | 'decks' | 'shares' | 'profile';

interface Entry {
  readonly id: string;
  readonly path: string;
  readonly data: Record<string, unknown>;
  readonly hasBody: boolean;
}

/**
 * Fills a collection with public views only. A withheld entry is never put into the store, so no
 * page, feed, index or image pipeline can forget a filter, and no cache of Astro's ever holds it.
 * Case studies, talks and slides have one entry a page, with the id `LOCALE/SLUG`.
 */
export function disclosingLoader(kind: Kind): Loader {
  return {
    name: `colophon-${kind}`,
    async load(context) {
      const settings = readSettings(process.env, new Date());
      const content = await loadContent(settings);
      const entries = await entriesOf(kind, content, settings);
      context.store.clear();
      for (const entry of entries) await put(entry, context);
    },
  };
}

/** Of a sealed page, only what stands around it. */
async function shares(content: Content, settings: Settings): Promise<readonly Entry[]> {
  const path = content.portfolio.profilePath;
  return (await publicShares(content, settings)).map((data) => ({
    id: `${data.locale}/${data.share}`,
    path,
    data: { ...data },
    hasBody: false,
  }));
}

async function entriesOf(
  kind: Kind,
  content: Content,
  settings: Settings,
): Promise<readonly Entry[]> {
  const { published } = content;
  switch (kind) {
    case 'caseStudies':
      return published.studies.map(toEntry);
    case 'talks':
      return published.talks.map(toEntry);
    case 'decks':
      return Promise.all(published.decks.map((deck) => deckEntry(deck, published)));
    case 'shares':
      return shares(content, settings);
    case 'profile':
      return profiles(content);
  }
}

type Page = PublicPortfolio['studies' | 'talks' | 'decks'][number];

function toEntry({ data, path }: Pick<Page, 'data' | 'path'>): Entry {
  return { id: `${data.locale}/${data.work}`, path, data: { ...data }, hasBody: true };
}

async function deckEntry(deck: PublicPortfolio['decks'][number], { files }: PublicPortfolio) {
  const pages = await deckPages(deck, files);
  return toEntry({ ...deck, data: { ...deck.data, pages } });
}

function profiles({ portfolio, published }: Content): readonly Entry[] {
  return [...published.profiles].map(([locale, data]) => ({
    id: locale,
    path: portfolio.profilePath,
    data: { ...data },
    hasBody: false,
  }));
}

async function put({ id, path, data, hasBody }: Entry, context: LoaderContext): Promise<void> {
  const parsed = await context.parseData({ id, data, filePath: path });
  const filePath = relative(fileURLToPath(context.config.root), path);
  context.store.set({ id, data: parsed, filePath, deferredRender: hasBody });
}
