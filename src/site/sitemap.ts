import type { Locale } from '../schemas/locale.ts';
import type { SiteContext } from './context.ts';
import { url } from './context.ts';

/** A page, and the languages its text exists in. */
export interface SitemapPage {
  /** Without its language, ending in a slash. */
  readonly path: string;
  readonly locales: readonly Locale[];
}

/**
 * Writes a sitemap with the other languages of each page.
 *
 * @see sitemaps.org/protocol.html
 */
export function sitemap(pages: readonly SitemapPage[], site: SiteContext): string {
  const entries = pages.flatMap((page) => page.locales.map((locale) => entry(page, locale, site)));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...entries,
    '</urlset>\n',
  ].join('\n');
}

function entry({ path, locales }: SitemapPage, locale: Locale, site: SiteContext): string {
  const alternates = locales.map(
    (each) => `<xhtml:link rel="alternate" hreflang="${each}" href="${url(site, path, each)}"/>`,
  );
  return `<url><loc>${url(site, path, locale)}</loc>${alternates.join('')}</url>`;
}
