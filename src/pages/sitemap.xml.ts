import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { LOCALES } from '../schemas/locale.ts';
import { siteContext } from '../site/context.ts';
import { sitemap } from '../site/sitemap.ts';

/** Made from the public entries alone, so that it can name nothing else. */
export const GET: APIRoute = async ({ site: origin }) => {
  const site = siteContext(undefined, origin, import.meta.env);
  const studies = await getCollection('caseStudies', ({ data }) => data.lang === data.locale);
  const talks = await getCollection('talks', ({ data }) => data.lang === data.locale);
  const pages = [
    ...['', 'talks/', 'about/', 'colophon/', 'verify/'].map((path) => ({ path, locales: LOCALES })),
    ...studies.map(({ data }) => ({ path: `case-studies/${data.work}/`, locales: data.locales })),
    ...talks.map(({ data }) => ({ path: `talks/${data.work}/`, locales: data.locales })),
  ];
  const unique = [...new Map(pages.map((page) => [page.path, page])).values()];
  return new Response(sitemap(unique, site));
};
