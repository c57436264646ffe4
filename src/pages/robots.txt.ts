import type { APIRoute } from 'astro';
import { fileHref, siteContext } from '../site/context.ts';

export const GET: APIRoute = ({ site: origin }) => {
  const site = siteContext(undefined, origin, import.meta.env);
  const sitemap = site.origin + fileHref(site, 'sitemap.xml');
  return new Response(`User-agent: *\nAllow: /\n\nSitemap: ${sitemap}\n`);
};
