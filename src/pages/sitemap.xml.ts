import type { APIRoute } from 'astro';
import { getCollection, getEntry } from 'astro:content';
import { siteContext } from '../site/context.ts';
import { deckLocales } from '../site/decks.ts';
import { sitemap } from '../site/sitemap.ts';
import { talkPages } from '../site/talk-pages.ts';

/** Made from the public entries alone, so that it can name nothing else. */
export const GET: APIRoute = async ({ site: origin }) => {
  const site = siteContext(undefined, origin, import.meta.env);
  const studies = await getCollection('caseStudies', ({ data }) => data.original === data.locale);
  const talks = await getCollection('talks', ({ data }) => data.original === data.locale);
  const decks = await getCollection('decks');
  const profile = await getEntry('profile', site.locale);
  const kit = profile?.data.speaker ? ['speaker/'] : [];
  const timetable = talks.length > 0 ? ['talks/'] : [];
  const pages = [
    ...['', ...timetable, 'about/', 'colophon/', 'verify/', ...kit].map((path) => ({
      path,
      locales: site.locales,
    })),
    ...studies.map(({ data }) => ({ path: `case-studies/${data.work}/`, locales: data.locales })),
    ...talks.flatMap(({ data }) => talkPages(data)),
    ...decks.map(({ data }) => ({
      path: `talks/${data.work}/slides/`,
      locales: deckLocales(data.work, decks),
    })),
  ];
  const unique = [...new Map(pages.map((page) => [page.path, page])).values()];
  return new Response(sitemap(unique, site));
};
